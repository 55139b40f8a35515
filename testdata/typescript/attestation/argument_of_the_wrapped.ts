import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const show = recorded(async (response: unknown) => response);
export const ask = async () => show(await client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA001 openai.OpenAI.responses.create
await ask();
