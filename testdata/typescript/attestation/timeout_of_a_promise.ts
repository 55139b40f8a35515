import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function within<T>(promise: Promise<T>): Promise<T> {
  return await promise;
}
export const ask = recorded(async () => within(client.responses.create({ model: "gpt-4o", input: "q1" }))); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
await ask();
