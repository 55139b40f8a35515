import { EventEmitter } from "node:events";

import { recorded } from "acme-governance";
import OpenAI from "openai";

const client = new OpenAI();
const bus = new EventEmitter();
bus.on("ask", recorded(() => client.responses.create({ model: "gpt-4o", input: "q1" }))); //~ attested openai.OpenAI.responses.create by=acme-governance.recorded
bus.emit("ask");
