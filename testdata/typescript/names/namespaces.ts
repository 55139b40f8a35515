// A namespace has names of its own, and functions in it see them.
import OpenAI from "openai";

const plain = { chat: { completions: { create: (_: object) => 1 } } };

namespace Ai {
  const client = new OpenAI();
  export const shared = new OpenAI();
  var old = client;
  let kept = plain as any;

  export function keep() {
    kept = new OpenAI();
  }

  export async function ask() {
    keep();
    await kept.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    await old.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    return client.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
  }

  export namespace Inner {
    export const ask = () => client.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
  }
}

// What stands in a namespace is not what the file calls so.
const client = plain;
const kept = plain;
var old = plain;

export async function main() {
  client.chat.completions.create({ model: "gpt-4o" });
  kept.chat.completions.create({ model: "gpt-4o" });
  old.chat.completions.create({ model: "gpt-4o" });
  await Ai.shared.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
}
