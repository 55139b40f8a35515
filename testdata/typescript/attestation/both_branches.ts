import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (short: boolean) =>
  short
    ? client.responses.create({ model: "gpt-4o", input: "q1" }) //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
    : client.responses.create({ model: "gpt-4o-mini", input: "q2" }), //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
);
await ask(true);
await ask(false);
