import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export class Desk {
  @recorded({ tool: "answer" })
  async answer() {
    return await this.draft();
  }

  private async draft() {
    return client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
  }
}
await new Desk().answer();
