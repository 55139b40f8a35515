import { attest, recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export class Desk {
  static ask = recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded

  static async tell() {
    return attest({ tool: "tell" }, () => Desk.#draft());
  }

  static async #draft() {
    return client.responses.create({ model: "gpt-4o", input: "q2" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
  }
}
await Desk.ask();
await Desk.tell();
