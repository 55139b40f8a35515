import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed(method: (...given: any[]) => Promise<unknown>, context: unknown) {
  return async function (this: unknown, ...given: unknown[]) {
    await attest({ tool: "x" }, async () => undefined);
    return method.apply(this, given);
  };
}
export class Desk {
  @governed
  async answer() {
    return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
  }
}
await new Desk().answer();
