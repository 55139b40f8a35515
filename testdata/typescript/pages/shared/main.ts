import { shared } from "./Ask.vue";

await shared.responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o flow=constructed,stored,imported,stored,imported,called
