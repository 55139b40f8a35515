import { VertexAI } from "@google-cloud/vertexai";

const vertex = new VertexAI({ project: "p", location: "l" });
const model = vertex.getGenerativeModel({ model: "gemini-1.5-pro" });
await model.generateContent("x"); //~ MIMA001 @google-cloud/vertexai.GenerativeModel.generateContent model=gemini-1.5-pro
await vertex.preview.getGenerativeModel({ model: "gemini-1.5-pro" }).generateContentStream("x"); //~ MIMA001 @google-cloud/vertexai.GenerativeModel.generateContentStream model=gemini-1.5-pro
await model.countTokens("x");
await model.startChat().sendMessage("x"); //~ MIMA001 @google-cloud/vertexai.ChatSession.sendMessage
