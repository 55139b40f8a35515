import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (quick: boolean) => {
  const pending = client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
  if (quick) return "quick";
  return (await pending).output_text;
});
await ask(true);
