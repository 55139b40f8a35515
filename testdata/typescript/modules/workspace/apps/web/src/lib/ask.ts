import { build, client, Desk, everything } from "@acme/llm";
import { tool } from "@acme/llm/tools";
export const ask = () => client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await build().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await new Desk().llm.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await everything.client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await tool.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export { client };
