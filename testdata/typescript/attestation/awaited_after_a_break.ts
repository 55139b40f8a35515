import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  for (const text of texts) {
    const pending = client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
    if (text === "last") break;
    await pending;
  }
});
await ask(["last"]);
