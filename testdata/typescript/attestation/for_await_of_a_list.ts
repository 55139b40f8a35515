import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(async (texts: string[]) => {
  for await (const response of texts.map((text) => client.responses.create({ model: "gpt-4o", input: "q1" }))) { //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
    console.log(response);
  }
});
await ask(["a"]);
