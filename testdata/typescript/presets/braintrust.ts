import { initLogger, traced, wrapOpenAI, wrapTraced } from "braintrust";
import OpenAI from "openai";

initLogger({ projectName: "desk" });
const client = new OpenAI();
const recorded = wrapOpenAI(new OpenAI());

export const ask = wrapTraced(async (text: string) => client.responses.create({ model: "gpt-4o", input: text }), { name: "ask" }); //~ attested openai.OpenAI.responses.create by=braintrust.wrapTraced

export async function tell(text: string) {
  return traced(async (span) => {
    const response = await client.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=braintrust.traced
    span.log({ output: response.output_text });
    return response.output_text;
  }, { name: "tell" });
}

export async function embed(text: string) {
  await recorded.embeddings.create({ model: "text-embedding-3-small", input: text }); //~ attested openai.OpenAI.embeddings.create by=braintrust.wrapOpenAI
  await recorded.completions.create({ model: "gpt-3.5-turbo-instruct", prompt: text }); //~ MIMA001 openai.OpenAI.completions.create
  await recorded.withOptions({ timeout: 10 }).responses.create({ model: "gpt-4o", input: text }); //~ MIMA001 openai.OpenAI.responses.create
  await client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA001 openai.OpenAI.responses.create
}
