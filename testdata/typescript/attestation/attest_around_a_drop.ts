import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = async () => {
  await attest({ tool: "ask" }, async () => {
    client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
  });
};
await ask();
