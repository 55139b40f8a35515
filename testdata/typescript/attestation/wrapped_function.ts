import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function ask(text: string) {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
}
export const governed = recorded(ask);
await governed("x");
