import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const open = recorded(async () => "x");
export const ask = () => open().then((text) => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA001 openai.OpenAI.responses.create
await ask();
