import { EventEmitter } from "node:events";

import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();
const bus = new EventEmitter();
export const subscribe = recorded(async () => {
  bus.on("ask", () => client.responses.create({ model: "gpt-4o", input: "q1" })); //~ MIMA011 openai.OpenAI.responses.create
});
await subscribe();
bus.emit("ask");
