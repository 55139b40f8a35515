import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();

export const ask = recorded(
  () =>
    new Promise(async (resolve) => {
      resolve(await client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create //~? attested openai.OpenAI.responses.create by=acme-governance.recorded -- who calls resolve is not followed
    }),
);
await ask();
