import Together from "together-ai";

const client = new Together();
await client.chat.completions.create({ model: "m", messages: [] }); //~ MIMA001 together-ai.Together.chat.completions.create model=m
await client.images.create({ model: "m", prompt: "x" }); //~ MIMA001 together-ai.Together.images.create model=m
await client.models.list();
await client.audio.create({ model: "m", input: "x" }); //~ MIMA001 together-ai.Together.audio.create model=m
await client.batches.create({ endpoint: "e", input_file_id: "f" }); //~ MIMA001 together-ai.Together.batches.create
await client.completions.create({ model: "m", prompt: "x" }); //~ MIMA001 together-ai.Together.completions.create model=m
await client.embeddings.create({ model: "m", input: "x" }); //~ MIMA001 together-ai.Together.embeddings.create model=m
await client.fineTuning.create({ model: "m", training_file: "f" }); //~ MIMA001 together-ai.Together.fineTuning.create model=m
await client.rerank.create({ model: "m", query: "x", documents: [] }); //~ MIMA001 together-ai.Together.rerank.create model=m
await client.videos.create({ model: "m", prompt: "x" }); //~ MIMA001 together-ai.Together.videos.create model=m
