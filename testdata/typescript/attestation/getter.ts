import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export class Desk {
  get answer() {
    return recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
  }
}
await new Desk().answer();
