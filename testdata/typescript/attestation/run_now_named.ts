import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function work() {
  await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
}
export async function ask() {
  await attest({ tool: "ask" }, work);
}
await ask();
