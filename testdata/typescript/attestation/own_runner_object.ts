import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

class Governance {
  async run<T>(work: () => Promise<T>): Promise<T> {
    using scope = opened("run");
    return await work();
  }
}
const governance = new Governance();
export const ask = () => governance.run(async () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
await ask();
