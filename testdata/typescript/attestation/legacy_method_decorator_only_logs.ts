import { attest } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function logged(target: object, key: string, descriptor: PropertyDescriptor) {
  const method = descriptor.value;
  descriptor.value = async function (...given: unknown[]) {
    await attest({ tool: "log" }, async () => undefined);
    return method.apply(this, given);
  };
}
export class Desk {
  @logged
  async answer() {
    return await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
  }
}
await new Desk().answer();
