// What every file of a process shares.
import OpenAI from "openai";

const shared = globalThis as unknown as { llm?: OpenAI };
export const llm = shared.llm ?? new OpenAI();
if (process.env.NODE_ENV !== "production") shared.llm = llm;
export const again = () => shared.llm!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=medium
