// What a component gives to those inside of it.
import { getContext, setContext } from "svelte";
import OpenAI from "openai";

setContext("llm", new OpenAI());
setContext("other", 1);
const llm = getContext("llm");
export const ask = () => llm.responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
export const tell = () => getContext("other").responses.fetch({ model: "gpt-4o", input: "x" });
