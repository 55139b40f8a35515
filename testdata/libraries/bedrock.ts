import { ApplyGuardrailCommand, BedrockRuntime, BedrockRuntimeClient, ConverseCommand, CountTokensCommand, InvokeModelCommand, StartAsyncInvokeCommand } from "@aws-sdk/client-bedrock-runtime";
import { BedrockAgentRuntimeClient, GetAgentMemoryCommand, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";

const client = new BedrockRuntimeClient({ region: "eu-west-1" });
await client.send(new ConverseCommand({ modelId: "m", messages: [] })); //~ MIMA001 @aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send
await client.send(new InvokeModelCommand({ modelId: "m", body: "x" })); //~ MIMA001 @aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send
await client.send(new ApplyGuardrailCommand({})); //~ MIMA001 @aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send
await client.send(new StartAsyncInvokeCommand({})); //~ MIMA001 @aws-sdk/client-bedrock-runtime.BedrockRuntimeClient.send
await client.send(new CountTokensCommand({ modelId: "m" }));
await new BedrockRuntime({}).converse({ modelId: "m", messages: [] }); //~ MIMA001 @aws-sdk/client-bedrock-runtime.BedrockRuntime.converse model=m
const agents = new BedrockAgentRuntimeClient({});
await agents.send(new InvokeAgentCommand({ agentId: "a" })); //~ MIMA001 @aws-sdk/client-bedrock-agent-runtime.BedrockAgentRuntimeClient.send
await agents.send(new GetAgentMemoryCommand({ agentId: "a" }));
await new BedrockRuntime({}).countTokens({ modelId: "m" });
