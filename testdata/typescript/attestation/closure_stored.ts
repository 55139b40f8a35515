import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

let later: () => Promise<unknown> = async () => undefined;
export const ask = recorded(async () => {
  later = () => client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
});
await ask();
await later();
