import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask() {
  {
    using scope = opened("ask");
    await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
  }
  await client.responses.create({ model: "gpt-4o", input: "q2" }); //~ MIMA001 openai.OpenAI.responses.create
}
await ask();
