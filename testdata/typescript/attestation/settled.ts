import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  const results = await Promise.allSettled(texts.map(async (text) => {
    const response = await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
    return response.output_text;
  }));
  return results.filter((result) => result.status === "fulfilled");
});
await ask(["a"]);
