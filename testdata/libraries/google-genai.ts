import { GoogleGenAI } from "@google/genai";

const ai = new GoogleGenAI({ apiKey: "k" });
await ai.models.generateContent({ model: "gemini-2.5-flash", contents: "x" }); //~ MIMA001 @google/genai.GoogleGenAI.models.generateContent model=gemini-2.5-flash
for await (const part of await ai.models.generateContentStream({ model: "gemini-2.5-flash", contents: "x" })) part; //~ MIMA001 @google/genai.GoogleGenAI.models.generateContentStream model=gemini-2.5-flash
await ai.models.embedContent({ model: "gemini-embedding-001", contents: "x" }); //~ MIMA001 @google/genai.GoogleGenAI.models.embedContent model=gemini-embedding-001
await ai.models.generateImages({ model: "imagen-4", prompt: "x" }); //~ MIMA001 @google/genai.GoogleGenAI.models.generateImages model=imagen-4
await ai.models.generateVideos({ model: "veo-3", prompt: "x" }); //~ MIMA001 @google/genai.GoogleGenAI.models.generateVideos model=veo-3
await ai.live.connect({ model: "gemini-live", callbacks: {} }); //~ MIMA001 @google/genai.GoogleGenAI.live.connect model=gemini-live
await ai.models.countTokens({ model: "gemini-2.5-flash", contents: "x" });
const chat = ai.chats.create({ model: "gemini-2.5-flash" });
await chat.sendMessage({ message: "x" }); //~ MIMA001 @google/genai.Chat.sendMessage
await chat.sendMessageStream({ message: "x" }); //~ MIMA001 @google/genai.Chat.sendMessageStream
await ai.batches.create({ model: "gemini-2.5-flash", src: [] }); //~ MIMA001 @google/genai.GoogleGenAI.batches.create model=gemini-2.5-flash
await ai.tunings.tune({ baseModel: "m", trainingDataset: {} }); //~ MIMA001 @google/genai.GoogleGenAI.tunings.tune
