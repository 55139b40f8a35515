import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function ask(depth: number): Promise<unknown> {
  if (depth > 0) return ask(depth - 1);
  return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
}
export const governed = recorded(async () => ask(2));
await governed();
