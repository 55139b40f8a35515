import Groq from "groq-sdk";

const client = new Groq();
await client.chat.completions.create({ model: "llama-3.3-70b", messages: [] }); //~ MIMA001 groq-sdk.Groq.chat.completions.create model=llama-3.3-70b
await client.audio.transcriptions.create({ model: "whisper-large-v3", file }); //~ MIMA001 groq-sdk.Groq.audio.transcriptions.create model=whisper-large-v3
await client.models.list();
await client.embeddings.create({ model: "m", input: "x" }); //~ MIMA001 groq-sdk.Groq.embeddings.create model=m
await client.batches.create({ input_file_id: "f" }); //~ MIMA001 groq-sdk.Groq.batches.create
