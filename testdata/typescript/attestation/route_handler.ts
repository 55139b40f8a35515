import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

type Handler = (request: unknown) => Promise<unknown>;
const routes = new Map<string, Handler>();
const post = (path: string, handler: Handler) => routes.set(path, handler);
post("/ask", recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" }))); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
post("/tell", async () => client.responses.create({ model: "gpt-4o", input: "q2" })); //~ MIMA001 openai.OpenAI.responses.create
for (const handler of routes.values()) await handler({});
