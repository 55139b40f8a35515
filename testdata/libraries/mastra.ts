import { Agent } from "@mastra/core/agent";
import { Mastra } from "@mastra/core";

const agent = new Agent({ name: "a", model: "openai/gpt-4o" });
await agent.generate("x"); //~ MIMA001 @mastra/core.agent.Agent.generate model=openai/gpt-4o
await agent.stream("x"); //~ MIMA001 @mastra/core.agent.Agent.stream model=openai/gpt-4o
agent.getTools();
await new Mastra({ agents: { agent } }).getAgent("agent").generate("x"); //~ MIMA001 @mastra/core.agent.Agent.generate
