import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed(method: (...given: any[]) => Promise<unknown>, context: unknown) {
  return async function (this: unknown, ...given: unknown[]) {
    return attest({ tool: "x" }, () => method.apply(this, given));
  };
}
export class Desk {
  @governed
  async answer() {
    return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
  }
}
await new Desk().answer();
