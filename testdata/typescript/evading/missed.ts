// Ways to a call that are not followed, and that nothing is said of.
import get from "lodash/get";
import axios from "axios";
import { AsyncLocalStorage } from "async_hooks";
import OpenAI from "openai";

const client = new OpenAI();

export async function read() {
    const call = Function.prototype.call.bind(client.responses.create);
    await call(client.responses, { input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- what calls a function, bound to it
    const found = Object.getOwnPropertyDescriptor(client, "responses")!;
    await found.value.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- a description of an attribute
    const copied: any = Object.assign({}, client);
    await copied.responses.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- the attributes of an object that are put into another one
    const made = ["responses", "create"].reduce((object: any, name) => object[name], client);
    await made({ input: "x" }); //~? MIMA003 openai.OpenAI -- a function that reduce is given, where the result is called itself
    await get(client, "responses.create")({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- a path of names that a library reads
    for (const part of Object.values(client) as any[]) await part.create({ input: "x" }); //~? MIMA003 openai.OpenAI.….create -- any attribute of a client
}

export async function kept() {
    const below: any = { __proto__: client };
    await below.responses.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- the object behind another one, as an entry
    const it: any = { client, ask() { return this.client; } };
    await it.ask().responses.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- this in an object that is no class
    const store = new AsyncLocalStorage<any>();
    store.run(client, async () => {
        await store.getStore().responses.create({ input: "x" }); //~ MIMA001 openai.OpenAI.responses.create
    });
    const any: any = new Proxy({}, { get: (_, name) => (client as any)[name] });
    await any.responses.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- what stands in the place of each attribute of an object
}

export function first() {
    return arguments[0].responses.create({ input: "x" }); //~? MIMA001 openai.OpenAI.responses.create -- the arguments of a function that names none
}
(first as any)(client);

export async function send() {
    axios.defaults.baseURL = "https://api.openai.com/v1";
    await axios.post("/chat/completions", {}); //~? MIMA002 axios.post provider=openai -- what a library is told for all requests
    const url = new URL("https://example.com/v1/chat/completions");
    url.hostname = "api.openai.com";
    await fetch(url, { method: "POST" }); //~ MIMA003 made of a text with `api.openai.com`
}
