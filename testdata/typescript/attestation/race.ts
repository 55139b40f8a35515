import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  await Promise.race([
    client.responses.create({ model: "gpt-4o", input: "q1" }), //~ MIMA011 openai.OpenAI.responses.create //~? attested openai.OpenAI.responses.create by=acme-governance.recorded -- the other one of a race may end first
    new Promise((resolve) => setTimeout(resolve, 2000)),
  ]);
});
await ask();
