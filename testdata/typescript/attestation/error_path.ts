import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  try {
    throw new Error("first");
  } catch {
    return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
  } finally {
    client.responses.create({ model: "gpt-4o", input: "q2" }); //~ MIMA011 openai.OpenAI.responses.create
  }
});
await ask();
