import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function retry<T>(work: () => Promise<T>, times = 2): Promise<T> {
  for (let at = 0; ; at++) {
    try {
      return await work();
    } catch (error) {
      if (at === times) throw error;
    }
  }
}
export const ask = recorded(async () => retry(() => client.responses.create({ model: "gpt-4o", input: "q1" }))); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
await ask();
