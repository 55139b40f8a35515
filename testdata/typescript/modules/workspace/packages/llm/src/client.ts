import OpenAI from "openai";
export const client = new OpenAI();
export function made() {
  return client;
}
export default class Desk {
  readonly llm = client;
}
