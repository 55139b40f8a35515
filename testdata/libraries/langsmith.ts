// The wrappers give the client that they are given.
import { wrapOpenAI } from "langsmith/wrappers";
import { wrapAISDK } from "langsmith/experimental/vercel";
import { Client } from "langsmith";
import OpenAI from "openai";
import * as ai from "ai";

const client = wrapOpenAI(new OpenAI());
await client.responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
await client.withOptions({ timeout: 1 }).responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o

const { generateText } = wrapAISDK(ai);
await generateText({ model: "openai/gpt-4o", prompt: "x" }); //~ MIMA001 ai.generateText model=openai/gpt-4o

new Client().listRuns({ projectName: "x" });
