import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

abstract class Base {
  @recorded({ tool: "run" })
  async run() {
    return await this.step();
  }

  protected abstract step(): Promise<unknown>;
}
export class Desk extends Base {
  protected async step() {
    return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
  }
}
await new Desk().run();
