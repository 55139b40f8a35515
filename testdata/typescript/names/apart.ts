// Values that are taken apart by name and by place.
import OpenAI from "openai";

const all = { fast: new OpenAI(), slow: { client: new OpenAI() }, list: [other(), new OpenAI()] };
const { fast, slow: { client }, list: [, second] } = all;
await fast.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await second.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
const { chat: { completions } } = fast;
await completions.create({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m

export function ask({ client, retries = 1 }: Options) {
  return client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
ask({ client: fast });

export const other_ = ({ llm = new OpenAI() } = {}) =>
  llm.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m

const copy = { ...all, extra: 1 };
await copy.fast.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await all["slow"].client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
let kept;
await (kept ??= new OpenAI()).responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await kept.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
await Promise.all([fast, client].map((each) => each.responses.create({ model: "m", input: "x" }))); //~ MIMA001 openai.OpenAI.responses.create model=m
await (fast as unknown as OpenAI)!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
