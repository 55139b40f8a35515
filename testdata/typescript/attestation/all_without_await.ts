import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  Promise.all(texts.map((text) => client.responses.create({ model: "gpt-4o", input: "q1" }))); //~ MIMA011 openai.OpenAI.responses.create
});
await ask(["a"]);
