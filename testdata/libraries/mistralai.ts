import { Mistral } from "@mistralai/mistralai";
import MistralClient from "@mistralai/mistralai";

const client = new Mistral({ apiKey: "k" });
await client.chat.complete({ model: "mistral-large-latest", messages: [] }); //~ MIMA001 @mistralai/mistralai.Mistral.chat.complete model=mistral-large-latest
await client.fim.stream({ model: "codestral-latest", prompt: "x" }); //~ MIMA001 @mistralai/mistralai.Mistral.fim.stream model=codestral-latest
await client.embeddings.create({ model: "mistral-embed", inputs: ["x"] }); //~ MIMA001 @mistralai/mistralai.Mistral.embeddings.create model=mistral-embed
await client.ocr.process({ model: "mistral-ocr-latest", document: {} }); //~ MIMA001 @mistralai/mistralai.Mistral.ocr.process model=mistral-ocr-latest
await client.models.list();
await new MistralClient("k").chat({ model: "mistral-tiny", messages: [] }); //~ MIMA001 @mistralai/mistralai.MistralClient.chat model=mistral-tiny
await client.agents.complete({ agentId: "a", messages: [] }); //~ MIMA001 @mistralai/mistralai.Mistral.agents.complete
await client.audio.transcriptions.complete({ model: "voxtral-mini", file }); //~ MIMA001 @mistralai/mistralai.Mistral.audio.transcriptions.complete model=voxtral-mini
await client.batch.jobs.create({ inputFiles: [], endpoint: "e", model: "m" }); //~ MIMA001 @mistralai/mistralai.Mistral.batch.jobs.create model=m
await client.fineTuning.jobs.create({ model: "m", hyperparameters: {} }); //~ MIMA001 @mistralai/mistralai.Mistral.fineTuning.jobs.create model=m
await client.classifiers.moderate({ model: "m", inputs: ["x"] }); //~ MIMA001 @mistralai/mistralai.Mistral.classifiers.moderate model=m
const old = new MistralClient("k");
await old.completion({ model: "m", prompt: "x" }); //~ MIMA001 @mistralai/mistralai.MistralClient.completion model=m
await old.embeddings({ model: "m", input: "x" }); //~ MIMA001 @mistralai/mistralai.MistralClient.embeddings model=m
