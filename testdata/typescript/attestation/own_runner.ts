import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function governed<T>(work: () => Promise<T>): Promise<T> {
  return attest({ tool: "work" }, work);
}
export async function ask() {
  return governed(() => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
}
await ask();
