import { attest, recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async () => {
  await attest({ tool: "inner" }, async () => {
    await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
  });
  await client.responses.create({ model: "gpt-4o", input: "q2" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
});
await ask();
