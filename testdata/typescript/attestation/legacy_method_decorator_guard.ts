import { opened } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

function governed(target: object, key: string, descriptor: PropertyDescriptor) {
  const method = descriptor.value;
  descriptor.value = async function (this: unknown, ...given: unknown[]) {
    using scope = opened(key); //~ MIMA014 no AI call was found in the block that t
    return await method.call(this, ...given);
  };
}
export class Desk {
  @governed
  async answer() {
    return this.draft();
  }

  private async draft() {
    return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.opened
  }
}
await new Desk().answer();
