import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export class Desk {
  answer = recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded

  plain = async () => client.responses.create({ model: "gpt-4o", input: "q2" }); //~ MIMA001 openai.OpenAI.responses.create
}
await new Desk().answer();
await new Desk().plain();
