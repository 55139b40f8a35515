// The wrappers give the client that they are given.
import { initLogger, wrapAnthropic, wrapOpenAI } from "braintrust";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

initLogger({ projectName: "x" });
const client = wrapOpenAI(new OpenAI());
await client.withOptions({ timeout: 1 }).responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
await wrapAnthropic(new Anthropic()).messages.create({ model: "claude-x", max_tokens: 1, messages: [] }); //~ MIMA001 @anthropic-ai/sdk.Anthropic.messages.create model=claude-x
