// Names that are written otherwise, computed, or read by a function.
import OpenAI from "openai";
export async function a_brackets() {
    const client = new OpenAI();
    await client["chat"]["completions"]["create"]({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m
}
export async function a_brackets_template() {
    const client = new OpenAI();
    await client[`chat`][`completions`][`create`]({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m
}
export async function a_brackets_concat() {
    const client = new OpenAI();
    await client["ch" + "at"].completions["cre" + "ate"]({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m
}
export async function a_brackets_const() {
    const client = new OpenAI();
    const k = "responses" as const;
    await client[k].create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_brackets_join() {
    const client = new OpenAI();
    await client[["resp", "onses"].join("")].create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_brackets_reverse() {
    const client = new OpenAI();
    await client["sesnopser".split("").reverse().join("")].create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI.….create
}
export async function a_brackets_atob() {
    const client = new OpenAI();
    await client[atob("cmVzcG9uc2Vz")].create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_brackets_buffer() {
    const client = new OpenAI();
    await client[Buffer.from("cmVzcG9uc2Vz", "base64").toString()].create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_brackets_charcode() {
    const client = new OpenAI();
    await client[String.fromCharCode(114,101,115,112,111,110,115,101,115)].create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_brackets_env() {
    const client = new OpenAI();
    await client[process.env.KIND!].create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI.….create
}
export async function a_escape() {
    const client = new OpenAI();
    await client.responses.cre\u0061te({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_escape_braces() {
    const client = new OpenAI();
    await client.resp\u{6f}nses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_escape_text() {
    const client = new OpenAI();
    await client["resp\x6fnses"]["cre\u0061te"]({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_optional_br() {
    const client = new OpenAI();
    await client?.["responses"]?.["create"]?.({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_comma() {
    const client = new OpenAI();
    await (0, client.responses.create)({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function a_as_unknown() {
    const client = new OpenAI();
    await (client as unknown as {responses: any}).responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function d_deep() {
    const client = new OpenAI();
    const { chat: { completions: { create } } } = client;
    await create({ model: "m", messages: [] }); //~ MIMA001 openai.OpenAI.chat.completions.create model=m
}
export async function d_computed() {
    const client = new OpenAI();
    const k = "responses";
    const { [k]: r } = client;
    await r.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function d_rest() {
    const client = new OpenAI();
    const { baseURL, ...rest } = client;
    await rest.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function d_swap() {
    const client = new OpenAI();
    let c: any = null, d: any = client;
    [c, d] = [d, c];
    await c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_reflect_get() {
    const client = new OpenAI();
    await Reflect.get(client, "responses").create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_object_entries() {
    const client = new OpenAI();
    for (const [k, v] of Object.entries(client) as any[]) if (k === "responses") await v.create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI.….create
}
export async function f_object_keys() {
    const client = new OpenAI();
    for (const k of Object.keys(client)) await (client as any)[k].create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI.….create
}
export async function f_for_in() {
    const client = new OpenAI();
    for (const k in client) await (client as any)[k].create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI.….create
}
export async function f_spread_obj() {
    const client = new OpenAI();
    const o: any = { ...client };
    await o.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
