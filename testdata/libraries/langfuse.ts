// The wrapper gives the client that it is given.
import { observeOpenAI } from "@langfuse/openai";
import OpenAI from "openai";

const client = observeOpenAI(new OpenAI(), { generationName: "x" });
await client.withOptions({ timeout: 1 }).responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o

import { Langfuse } from "langfuse";
new Langfuse().trace({ name: "x" });
