import { Agent, Runner, run, tool } from "@openai/agents";
import { RealtimeAgent, RealtimeSession } from "@openai/agents/realtime";

const agent = new Agent({ name: "a", tools: [tool({ name: "t" })] });
await run(agent, "x"); //~ MIMA001 @openai/agents.run
await new Runner().run(agent, "x"); //~ MIMA001 @openai/agents.Runner.run
agent.asTool({});
await new RealtimeSession(new RealtimeAgent({ name: "r" })).connect({ apiKey: "k" }); //~ MIMA001 @openai/agents.realtime.RealtimeSession.connect
