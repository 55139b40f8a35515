import { openai } from "@ai-sdk/openai";
import { convertToModelMessages, embed, experimental_generateImage as draw, experimental_generateSpeech as speak, experimental_generateVideo as film, rerank, generateObject, generateText, streamText, tool, ToolLoopAgent } from "ai";
import { streamUI } from "@ai-sdk/rsc";

const model = openai("gpt-4o");
await generateText({ model, prompt: "x", tools: { t: tool({ description: "x" }) } }); //~ MIMA001 ai.generateText
streamText({ model: "openai/gpt-4o", prompt: "x" }); //~ MIMA001 ai.streamText model=openai/gpt-4o
await generateObject({ model, schema, prompt: "x" }); //~ MIMA001 ai.generateObject
await embed({ model: openai.textEmbeddingModel("text-embedding-3-small"), value: "x" }); //~ MIMA001 ai.embed
await draw({ model: openai.image("gpt-image-1"), prompt: "x" }); //~ MIMA001 ai.experimental_generateImage
await streamUI({ model, prompt: "x" }); //~ MIMA001 @ai-sdk/rsc.streamUI
const agent = new ToolLoopAgent({ model });
await agent.generate({ prompt: "x" }); //~ MIMA001 ai.ToolLoopAgent.generate
await agent.stream({ prompt: "x" }); //~ MIMA001 ai.ToolLoopAgent.stream
await speak({ model: openai.speech("tts-1"), text: "x" }); //~ MIMA001 ai.experimental_generateSpeech
await film({ model: "google/veo-3", prompt: "x" }); //~ MIMA001 ai.experimental_generateVideo model=google/veo-3
await rerank({ model, documents: [], query: "x" }); //~ MIMA001 ai.rerank
convertToModelMessages([]);
