import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function helper() {
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
}
export async function ask() {
  using scope = opened("ask");
  return await helper();
}
await ask();
