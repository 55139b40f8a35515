import OpenAI from "openai";

const recorded = new OpenAI({ baseURL: "https://oai.helicone.ai/v1", defaultHeaders: { "Helicone-Auth": "Bearer key" } });
const plain = new OpenAI();

export async function ask(text: string) {
  await recorded.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=helicone.gateway
  return plain.responses.create({ model: "gpt-4o", input: text }); //~ MIMA001 openai.OpenAI.responses.create
}

export async function send(text: string) {
  await fetch("https://oai.helicone.ai/v1/responses", { method: "POST", body: JSON.stringify({ model: "gpt-4o", input: text }) });
}
