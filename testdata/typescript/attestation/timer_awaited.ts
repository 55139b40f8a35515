import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
});
await ask();
