import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

async function* parts() {
  yield await client.responses.create({ model: "gpt-4o", input: "q1" }); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
}
export const ask = recorded(async () => {
  for await (const part of parts()) console.log(part);
});
await ask();
