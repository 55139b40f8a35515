import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = async () => {
  attest({ tool: "ask" }, async () => {
    await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
  });
};
await ask();
