import { GoogleGenerativeAI } from "@google/generative-ai";

const model = new GoogleGenerativeAI("k").getGenerativeModel({ model: "gemini-1.5-pro" });
await model.generateContent("x"); //~ MIMA001 @google/generative-ai.GenerativeModel.generateContent model=gemini-1.5-pro
await model.countTokens("x");
await model.embedContent("x"); //~ MIMA001 @google/generative-ai.GenerativeModel.embedContent model=gemini-1.5-pro
const chat = model.startChat({ history: [] });
await chat.sendMessageStream("x"); //~ MIMA001 @google/generative-ai.ChatSession.sendMessageStream
