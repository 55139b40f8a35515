import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = async () => {
  const pending = client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
  await attest({ tool: "ask" }, async () => await pending);
};
await ask();
