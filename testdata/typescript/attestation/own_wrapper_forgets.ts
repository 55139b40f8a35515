import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed<T>(work: () => Promise<T>) {
  return async () => {
    using scope = opened("work");
    return work();
  };
}
export const ask = governed(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create
await ask();
