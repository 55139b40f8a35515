import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

let ask = async () => client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
ask = recorded(ask);
await ask();
