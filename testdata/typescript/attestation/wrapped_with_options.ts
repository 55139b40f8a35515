import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(
  async function answer(text: string) {
    const response = await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
    return response.output_text;
  },
  { name: "answer" },
);
await ask("x");
