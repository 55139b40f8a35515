// Requests without an SDK.
import axios from "axios";

await fetch("https://api.openai.com/v1/responses", { method: "POST", body: "{}" }); //~ MIMA002 globalThis.fetch provider=openai
await fetch("https://api.openai.com/v1/models");
await fetch(new URL("/api/generate", "http://localhost:11434"), { method: "POST", body: "{}" }); //~ MIMA002 globalThis.fetch provider=ollama
await fetch(new Request("https://api.groq.com/openai/v1/chat/completions", { method: "POST" })); //~ MIMA002 globalThis.fetch provider=groq
await axios.post("https://api.anthropic.com/v1/messages", {}); //~ MIMA002 axios.post provider=anthropic
const api = axios.create({ baseURL: "https://api.openai.com/v1" });
await api.post("/embeddings", {}); //~ MIMA002 axios.create.post provider=openai confidence=medium
await fetch("/api/chat", { method: "POST", body: "{}" });
