import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask() {
  let pending;
  {
    using scope = opened("ask");
    pending = client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
  }
  return await pending;
}
await ask();
