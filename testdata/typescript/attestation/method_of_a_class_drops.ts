import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export class Desk {
  @recorded({ tool: "answer" })
  async answer() {
    this.draft();
  }

  private async draft() {
    await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ MIMA011 openai.OpenAI.responses.create
  }
}
await new Desk().answer();
