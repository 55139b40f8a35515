import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  queueMicrotask(() => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create
  setImmediate(() => client.responses.create({ model: "gpt-4o", input: "q2" })); //~ MIMA011 openai.OpenAI.responses.create
  process.nextTick(() => client.responses.create({ model: "gpt-4o", input: "q3" })); //~ MIMA011 openai.OpenAI.responses.create
});
await ask();
