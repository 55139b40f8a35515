import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function ask() {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
}
export class Desk {
  @recorded({ tool: "a" })
  async one() {
    return await ask();
  }

  @recorded({ tool: "b" })
  async two() {
    return ask();
  }
}
await new Desk().one();
await new Desk().two();
