import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function draft(this: unknown, text: string) {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
}
export const ask = recorded(async () => draft.call(null, "x"));
await ask();
