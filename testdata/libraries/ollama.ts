import ready, { Ollama } from "ollama";

await ready.chat({ model: "llama3", messages: [] }); //~ MIMA001 ollama.Ollama.chat model=llama3
await ready.list();
const client = new Ollama({ host: "http://localhost:11434" });
await client.generate({ model: "llama3", prompt: "x" }); //~ MIMA001 ollama.Ollama.generate model=llama3
await client.embed({ model: "nomic-embed-text", input: "x" }); //~ MIMA001 ollama.Ollama.embed model=nomic-embed-text
