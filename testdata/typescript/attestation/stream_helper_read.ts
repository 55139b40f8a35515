import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  const stream = client.responses.stream({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.stream by=acme-governance.recorded
  return await stream.finalResponse();
});
await ask();
