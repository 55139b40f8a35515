import { MemorySaver, StateGraph, entrypoint } from "@langchain/langgraph";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { createSupervisor } from "@langchain/langgraph-supervisor";
import { Client } from "@langchain/langgraph-sdk";

const graph = new StateGraph(State).addNode("a", a).addEdge("__start__", "a").compile({ checkpointer: new MemorySaver() });
await graph.invoke({ messages: [] }); //~ MIMA001 @langchain/langgraph.pregel.Pregel.invoke
await graph.getState({});
for await (const step of await graph.stream({ messages: [] })) step; //~ MIMA001 @langchain/langgraph.pregel.Pregel.stream
const agent = createReactAgent({ llm, tools: [] });
agent.streamEvents({ messages: [] }, { version: "v2" }); //~ MIMA001 @langchain/langgraph.pregel.Pregel.streamEvents
await createSupervisor({ agents: [agent], llm }).compile().invoke({}); //~ MIMA001 @langchain/langgraph.pregel.Pregel.invoke
await entrypoint("flow", async () => 1).invoke({}); //~ MIMA001 @langchain/langgraph.pregel.Pregel.invoke
await new Client().runs.wait(null, "agent", { input: {} }); //~ MIMA001 @langchain/langgraph-sdk.Client.runs.wait
graph.streamLog({}); //~ MIMA001 @langchain/langgraph.pregel.Pregel.streamLog
