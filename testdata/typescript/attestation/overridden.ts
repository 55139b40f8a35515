import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

class Base {
  @recorded({ tool: "run" }) //~ MIMA014 no AI call was found in the function tha
  async run(): Promise<unknown> {
    return undefined;
  }
}
export class Desk extends Base {
  async run() {
    return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA001 openai.OpenAI.responses.create
  }
}
await new Desk().run();
