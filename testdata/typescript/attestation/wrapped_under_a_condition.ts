import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function plain() {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA012 openai.OpenAI.responses.create
}
export const ask = process.env.NEVER_SET ? recorded(plain) : plain;
await ask();
