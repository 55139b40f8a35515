import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

const queue: (() => Promise<unknown>)[] = [];
async function governed(work: () => Promise<unknown>) {
  return attest({ tool: "work" }, async () => {
    queue.push(work);
  });
}
await governed(() => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create
for (const work of queue) await work();
