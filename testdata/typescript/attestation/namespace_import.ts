import * as governance from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();
export const ask = governance.recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
export const tell = () => governance.attest({ tool: "tell" }, async () => await client.responses.create({ model: "gpt-4o", input: "q2" })); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
await ask();
await tell();
