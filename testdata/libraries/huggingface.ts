import { InferenceClient, textGeneration } from "@huggingface/inference";

const client = new InferenceClient("t");
await client.chatCompletion({ model: "m", messages: [] }); //~ MIMA001 @huggingface/inference.InferenceClient.chatCompletion model=m
await client.featureExtraction({ model: "m", inputs: "x" }); //~ MIMA001 @huggingface/inference.InferenceClient.featureExtraction model=m
await client.endpoint("https://x.test").textToImage({ inputs: "x" }); //~ MIMA001 @huggingface/inference.InferenceClient.textToImage
await textGeneration({ model: "m", inputs: "x" }); //~ MIMA001 @huggingface/inference.textGeneration model=m
await client.textToSpeech({ model: "m", inputs: "x" }); //~ MIMA001 @huggingface/inference.InferenceClient.textToSpeech model=m
await client.textToVideo({ model: "m", inputs: "x" }); //~ MIMA001 @huggingface/inference.InferenceClient.textToVideo model=m
client.endpoint("https://x.test");
