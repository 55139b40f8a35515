import * as traceloop from "@traceloop/node-server-sdk";
import { withTask } from "@traceloop/node-server-sdk";
import OpenAI from "openai";

traceloop.initialize({ appName: "desk", disableBatch: true });
const client = new OpenAI();

export async function ask(text: string) {
  return traceloop.withWorkflow({ name: "ask" }, async () => {
    const outline = await withTask({ name: "outline" }, () => outlined(text));
    return await client.responses.create({ model: "gpt-4o", input: outline }); //~ attested openai.OpenAI.responses.create by=@traceloop/node-server-sdk.withWorkflow
  });
}

async function outlined(text: string) {
  const response = await client.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=@traceloop/node-server-sdk.withTask
  return response.output_text;
}

export async function tell(text: string) {
  return client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA001 openai.OpenAI.responses.create
}
