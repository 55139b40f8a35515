// The resources of a client, however it is imported, and what is no call.
import OpenAI, { AzureOpenAI } from "openai";
import * as sdk from "openai";

const client = new OpenAI();
await client.chat.completions.create({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
await client.responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
await client.embeddings.create({ model: "text-embedding-3-small", input: "x" }); //~ MIMA001 openai.OpenAI.embeddings.create model=text-embedding-3-small
await client.images.generate({ model: "gpt-image-1", prompt: "x" }); //~ MIMA001 openai.OpenAI.images.generate model=gpt-image-1
await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "x" }); //~ MIMA001 openai.OpenAI.audio.speech.create model=tts-1
await client.moderations.create({ input: "x" }); //~ MIMA001 openai.OpenAI.moderations.create
await client.batches.create({ input_file_id: "f", endpoint: "/v1/responses", completion_window: "24h" }); //~ MIMA001 openai.OpenAI.batches.create
await client.fineTuning.jobs.create({ model: "gpt-4o", training_file: "f" }); //~ MIMA001 openai.OpenAI.fineTuning.jobs.create model=gpt-4o
await client.models.list();
await client.files.create({ file, purpose: "batch" });
await client.withOptions({ timeout: 1 }).completions.create({ model: "m", prompt: "x" }); //~ MIMA001 openai.OpenAI.completions.create model=m
client.chat.completions.stream({ model: "gpt-4o", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.stream model=gpt-4o
await new AzureOpenAI({ endpoint: "https://x.openai.azure.com" }).responses.parse({ model: "m", input: "x" }); //~ MIMA001 openai.AzureOpenAI.responses.parse model=m
await new sdk.OpenAI().videos.create({ prompt: "x" }); //~ MIMA001 openai.OpenAI.videos.create
await new sdk.default().beta.threads.createAndRun({ assistant_id: "a" }); //~ MIMA001 openai.OpenAI.beta.threads.createAndRun
const Required = require("openai");
await new Required().responses.create({ model: "gpt-4o", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
await client.post("/chat/completions", { body: { model: "gpt-4o" } }); //~ MIMA001 openai.OpenAI.post
await client.post("/completions", { body: { model: "gpt-4o" } }); //~ MIMA001 openai.OpenAI.post
await client.post("/responses", { body: { model: "gpt-4o" } }); //~ MIMA001 openai.OpenAI.post
await client.post("/embeddings", { body: { input: "x" } }); //~ MIMA001 openai.OpenAI.post
await client.post("/images/generations", { body: { prompt: "x" } }); //~ MIMA001 openai.OpenAI.post
await client.post("/files", { body: {} });
