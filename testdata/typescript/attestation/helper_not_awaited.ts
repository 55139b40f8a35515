import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function helper() {
  await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
}
export const ask = recorded(async () => {
  helper();
});
await ask();
