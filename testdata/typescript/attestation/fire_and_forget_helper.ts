import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function background(work: Promise<unknown>) {
  work.catch(() => undefined);
}
export const ask = recorded(async () => {
  background(client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create
});
await ask();
