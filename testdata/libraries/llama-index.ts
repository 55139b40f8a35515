import { openai } from "@llamaindex/openai";
import { agent } from "@llamaindex/workflow";
import { OpenAI, OpenAIAgent, SimpleChatEngine, VectorStoreIndex } from "llamaindex";

const index = await VectorStoreIndex.fromDocuments([]); //~ MIMA001 llamaindex.VectorStoreIndex.fromDocuments
await index.asQueryEngine().query({ query: "x" }); //~ MIMA001 llamaindex.BaseQueryEngine.query
await index.asChatEngine().chat({ message: "x" }); //~ MIMA001 llamaindex.BaseChatEngine.chat
index.asRetriever();
await new OpenAI({ model: "gpt-4o" }).chat({ messages: [] }); //~ MIMA001 llamaindex.OpenAI.chat model=gpt-4o
await openai({ model: "gpt-4o" }).complete({ prompt: "x" }); //~ MIMA001 @llamaindex/core.llms.BaseLLM.complete model=gpt-4o
await new SimpleChatEngine({ llm: new OpenAI() }).chat({ message: "x" }); //~ MIMA001 llamaindex.SimpleChatEngine.chat
await new OpenAIAgent({ tools: [] }).chat({ message: "x" }); //~ MIMA001 llamaindex.OpenAIAgent.chat
await agent({ llm: openai({ model: "gpt-4o" }), tools: [] }).run("x"); //~ MIMA001 @llamaindex/workflow.AgentWorkflow.run
