import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const handlers: Record<string, (text: string) => Promise<unknown>> = {
  ask: recorded(async (text: string) => client.responses.create({ model: "gpt-4o", input: "q1" })), //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
  tell: async (text) => client.responses.create({ model: "gpt-4o", input: "q2" }), //~ MIMA001 openai.OpenAI.responses.create
};
for (const name of ["ask", "tell"]) await handlers[name]("x");
