import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  client.responses.create({ model: "gpt-4o", input: "q1" }).catch(() => {}); //~ MIMA011 openai.OpenAI.responses.create
  return "sent";
});
await ask();
