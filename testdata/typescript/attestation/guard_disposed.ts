import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask() {
  using scope = opened("ask");
  scope.end();
  return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
}
await ask();
