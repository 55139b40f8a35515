// Requests of a client by their paths, past the methods for them.
import OpenAI from "openai";
export async function c_post() {
    const client = new OpenAI();
    await client.post("/chat/completions", { body: {} }); //~ MIMA001 openai.OpenAI.post
}
export async function c_post_concat() {
    const client = new OpenAI();
    await client.post("/chat" + "/completions", { body: {} }); //~ MIMA001 openai.OpenAI.post
}
export async function c_post_tpl() {
    const client = new OpenAI();
    const v = "chat";
    await client.post(`/${v}/completions`, { body: {} }); //~ MIMA001 openai.OpenAI.post
}
export async function c_post_env() {
    const client = new OpenAI();
    await client.post(process.env.P!, { body: {} }); //~ MIMA003 openai.OpenAI.post
}
export async function c_request() {
    const client = new OpenAI();
    await client.request({ method: "post", path: "/responses" }); //~ MIMA001 openai.OpenAI.request
}
export async function c_private() {
    const client = new OpenAI();
    await (client as any)._client.post("/responses", {}); //~ MIMA001 openai.OpenAI._client.post
}
export async function c_private_res() {
    const client = new OpenAI();
    await (client.responses as any)._client.post("/responses", {}); //~ MIMA001 openai.OpenAI.responses._client.post
}
export async function c_post_models() {
    const client = new OpenAI();
    await client.get("/models");
}
