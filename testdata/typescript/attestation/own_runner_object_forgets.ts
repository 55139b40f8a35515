import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

class Governance {
  run<T>(work: () => Promise<T>): Promise<T> {
    using scope = opened("run");
    return work();
  }
}
const governance = new Governance();
export const ask = () => governance.run(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA001 openai.OpenAI.responses.create
await ask();
