import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask() {
  await using scope = opened("ask");
  const response = await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
  return response;
}
await ask();
