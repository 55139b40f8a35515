import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export async function ask() {
  return attest({ tool: "ask" }, async () => {
    const response = await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
    return response.output_text;
  });
}
await ask();
