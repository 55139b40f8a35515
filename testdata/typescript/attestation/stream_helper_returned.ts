import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  return { stream: client.responses.stream({ model: "gpt-4o", input: "q1" }) }; //~ MIMA011 openai.OpenAI.responses.stream
});
const { stream } = await ask();
await stream.finalResponse();
