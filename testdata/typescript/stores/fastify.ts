import Fastify from "fastify";
import OpenAI from "openai";
const app = Fastify();
app.decorate("llm", new OpenAI());
app.get("/", async (request, reply) => app.llm.responses.create({ model: "gpt-4o", input: "fastify app" })); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
