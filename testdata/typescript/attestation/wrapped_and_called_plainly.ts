import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function ask() {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA012 openai.OpenAI.responses.create
}
export const governed = recorded(ask);
await governed();
await ask();
