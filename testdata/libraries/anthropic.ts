import Anthropic from "@anthropic-ai/sdk";
import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import AnthropicVertex from "@anthropic-ai/vertex-sdk";

const client = new Anthropic();
await client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 9, messages: [] }); //~ MIMA001 @anthropic-ai/sdk.Anthropic.messages.create model=claude-sonnet-4-5
client.beta.messages.stream({ model: "claude-sonnet-4-5", max_tokens: 9, messages: [] }); //~ MIMA001 @anthropic-ai/sdk.Anthropic.beta.messages.stream model=claude-sonnet-4-5
await client.messages.batches.create({ requests: [] }); //~ MIMA001 @anthropic-ai/sdk.Anthropic.messages.batches.create
await client.messages.countTokens({ model: "claude-sonnet-4-5", messages: [] });
await client.completions.create({ model: "claude-2", prompt: "x", max_tokens_to_sample: 9 }); //~ MIMA001 @anthropic-ai/sdk.Anthropic.completions.create model=claude-2
await new AnthropicBedrock().messages.create({ model: "m", max_tokens: 9, messages: [] }); //~ MIMA001 @anthropic-ai/bedrock-sdk.AnthropicBedrock.messages.create model=m
await new AnthropicVertex().withOptions({}).messages.create({ model: "m", max_tokens: 9, messages: [] }); //~ MIMA001 @anthropic-ai/vertex-sdk.AnthropicVertex.messages.create model=m
