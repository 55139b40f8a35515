import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const governed =
  (name: string) =>
  <T>(work: () => Promise<T>) =>
    recorded(work, { name });
export const ask = governed("ask")(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
await ask();
