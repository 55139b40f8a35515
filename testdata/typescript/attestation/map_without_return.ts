import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  await Promise.all(
    texts.map(async (text) => {
      client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
    }),
  );
});
await ask(["a"]);
