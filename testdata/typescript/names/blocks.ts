// Names hold in the block that declares them, and functions see what their scope has when they run.
import OpenAI from "openai";

const client = new OpenAI();

export async function shadowed() {
  const before = () => client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  {
    const client = other();
    await client.responses.create({ model: "m", input: "x" });
    const inner = () => client.responses.create({ model: "m", input: "x" });
    inner();
  }
  await client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  return before();
}

export async function branches(flag: boolean) {
  if (flag) {
    const client = other();
    return () => client.responses.create({ model: "m", input: "x" });
  } else {
    const client = new OpenAI();
    return () => client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  }
}

export async function later() {
  let late;
  const ask = () => late.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  late = new OpenAI();
  return ask();
}

export const hoisted = () => made().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
function made() {
  return new OpenAI();
}

export async function loops(many: number) {
  let current = null;
  for (let i = 0; i < many; i++) {
    current?.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
    current = client;
  }
  for (const each of [client]) await each.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  do {
    var kept = new OpenAI();
  } while (many--);
  return kept.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}

export async function chosen(kind: string) {
  let one;
  switch (kind) {
    case "a":
      one = new OpenAI();
      break;
    default:
      one = other();
  }
  try {
    await one.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  } catch (client) {
    client.report();
  } finally {
    await client.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
  }
}
