import OpenAI from "openai";

const client = new OpenAI();
function recorded<T>(work: () => Promise<T>) {
  return work;
}
export const ask = recorded(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA001 openai.OpenAI.responses.create
await ask();
