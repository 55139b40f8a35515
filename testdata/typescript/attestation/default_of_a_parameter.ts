import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const show = recorded(async (response: unknown = client.responses.create({ model: "gpt-4o", input: "q1" })) => response); //~ MIMA001 openai.OpenAI.responses.create //~? attested openai.OpenAI.responses.create by=acme-governance.recorded -- defaults are taken to run outside
await show();
