import { query, tool, unstable_v2_createSession } from "@anthropic-ai/claude-agent-sdk";

for await (const message of query({ prompt: "x" })) message; //~ MIMA001 @anthropic-ai/claude-agent-sdk.query
tool("t", "x", {}, async () => ({}));
const session = unstable_v2_createSession({ model: "claude-sonnet-4-5" });
await session.send("x"); //~ MIMA001 @anthropic-ai/claude-agent-sdk.SDKSession.send
