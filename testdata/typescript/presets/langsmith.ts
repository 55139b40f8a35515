import { traceable } from "langsmith/traceable";
import { wrapOpenAI } from "langsmith/wrappers";
import OpenAI from "openai";

const client = wrapOpenAI(new OpenAI());
const plain = new OpenAI();

export class Desk {
  private readonly llm = wrapOpenAI(new OpenAI());

  constructor(private readonly fast: OpenAI = client) {}

  async answer(text: string) {
    await this.llm.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=langsmith.wrappers.wrapOpenAI
    return client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: text }] }); //~ attested openai.OpenAI.chat.completions.create by=langsmith.wrappers.wrapOpenAI
  }

  ask = traceable(async (text: string) => plain.responses.create({ model: "gpt-4o", input: text }), { name: "ask" }); //~ attested openai.OpenAI.responses.create by=langsmith.traceable.traceable
}

export const pipeline = traceable(
  async function pipeline(texts: string[]) {
    return Promise.all(texts.map((text) => step(text)));
  },
  { run_type: "chain" },
);

const step = traceable(async (text: string) => {
  const response = await plain.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=langsmith.traceable.traceable
  return response.output_text;
});

export async function embed(text: string) {
  return client.embeddings.create({ model: "text-embedding-3-small", input: text }); //~ MIMA001 openai.OpenAI.embeddings.create
}
