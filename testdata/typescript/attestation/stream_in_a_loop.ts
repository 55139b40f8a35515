import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  const chunks = [];
  for await (const event of await client.responses.create({ model: "gpt-4o", input: "q1", stream: true })) { //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
    chunks.push(event);
  }
  return chunks;
});
await ask();
