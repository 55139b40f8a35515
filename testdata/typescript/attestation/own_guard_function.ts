import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed(name: string) {
  return opened(name);
}
export async function ask() {
  using scope = governed("ask");
  await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
}
await ask();
