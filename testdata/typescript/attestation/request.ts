import { recorded } from "acme-governance";
import OpenAI from "openai";

export const ask = recorded(async () => {
  const response = await fetch("https://api.openai.com/v1/responses", { //~ attested globalThis.fetch by=acme-governance.recorded
    method: "POST",
    body: JSON.stringify({ model: "gpt-4o", input: "q1" }),
  });
  return response.json();
});
export const tell = () =>
  fetch("https://api.openai.com/v1/responses", { method: "POST", body: JSON.stringify({ input: "q2" }) }); //~ MIMA002 globalThis.fetch
await ask();
await tell();
