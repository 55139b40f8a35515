import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  const pending = texts.map((text) => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create //~? attested openai.OpenAI.responses.create by=acme-governance.recorded -- a loop that is left does not wait for all
  for (const one of pending) {
    const response = await one;
    if (response.status === "completed") break;
  }
});
await ask(["a", "b"]);
