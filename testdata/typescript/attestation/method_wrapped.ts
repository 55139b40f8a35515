import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const create = recorded(client.responses.create.bind(client.responses));
export const ask = async () => create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
await ask();
