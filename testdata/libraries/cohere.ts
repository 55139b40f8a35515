import { CohereClient, CohereClientV2 } from "cohere-ai";

const client = new CohereClient({ token: "t" });
await client.chatStream({ model: "command-r", message: "x" }); //~ MIMA001 cohere-ai.CohereClient.chatStream model=command-r
await client.embed({ model: "embed-v4", texts: ["x"] }); //~ MIMA001 cohere-ai.CohereClient.embed model=embed-v4
await client.rerank({ model: "rerank-v3", query: "x", documents: [] }); //~ MIMA001 cohere-ai.CohereClient.rerank model=rerank-v3
await client.tokenize({ text: "x", model: "m" });
await new CohereClientV2().chat({ model: "command-a", messages: [] }); //~ MIMA001 cohere-ai.CohereClientV2.chat model=command-a
await client.generate({ prompt: "x" }); //~ MIMA001 cohere-ai.CohereClient.generate
await client.classify({ inputs: ["x"] }); //~ MIMA001 cohere-ai.CohereClient.classify
