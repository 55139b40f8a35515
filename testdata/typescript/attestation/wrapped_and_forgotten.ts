import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function ask() {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
}
recorded(ask);
await ask();
