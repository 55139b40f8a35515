// What a context keeps for all that runs in it.
import { AsyncLocalStorage } from "node:async_hooks";
import OpenAI from "openai";

const store = new AsyncLocalStorage<{ llm: OpenAI }>();
export const run = () => store.run({ llm: new OpenAI() }, () => ask());

async function ask() {
  return store.getStore()!.llm.responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
}
