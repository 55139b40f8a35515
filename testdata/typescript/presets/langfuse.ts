import { observeOpenAI } from "@langfuse/openai";
import { observe, startActiveObservation } from "@langfuse/tracing";
import OpenAI from "openai";

const client = new OpenAI();

async function answer(text: string) {
  return client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: text }] }); //~ attested openai.OpenAI.chat.completions.create by=@langfuse/tracing.observe
}

export const ask = observe(answer, { name: "ask" });

export async function tell(text: string) {
  await startActiveObservation("tell", async (span) => {
    const response = await client.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=@langfuse/tracing.startActiveObservation
    span.update({ output: response.output_text });
  });
  await observeOpenAI(client, { generationName: "tell" }).responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=@langfuse/openai.observeOpenAI
  await observeOpenAI(new OpenAI()).responses.stream({ model: "gpt-4o", input: text }).finalResponse(); //~ MIMA001 openai.OpenAI.responses.stream
}
