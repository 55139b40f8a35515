import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask(record: boolean) {
  if (record) {
    using scope = opened("ask"); //~ MIMA014 no AI call was found in the block that t
  }
  await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
}
await ask(true);
