import { recorded as governed } from "acme-governance";
import { OpenAI } from "openai";

const { responses } = new OpenAI();
export const ask = governed(async () => await responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
await ask();
