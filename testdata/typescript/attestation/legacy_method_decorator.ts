import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed(tool: string) {
  return function (target: object, key: string, descriptor: PropertyDescriptor) {
    const method = descriptor.value;
    descriptor.value = async function (...given: unknown[]) {
      return await attest({ tool }, () => method.apply(this, given));
    };
    return descriptor;
  };
}
export class Desk {
  @governed("answer")
  async answer() {
    return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.attest
  }
}
await new Desk().answer();
