// A method that is called by a function, kept somewhere, or handed on.
import OpenAI from "openai";
export async function f_bind() {
    const client = new OpenAI();
    const create = client.responses.create.bind(client.responses);
    await create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_call() {
    const client = new OpenAI();
    await client.responses.create.call(client.responses, { model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_apply() {
    const client = new OpenAI();
    await client.responses.create.apply(client.responses, [{ model: "m", input: "x" }]); //~ MIMA001 openai.OpenAI.responses.create
}
export async function f_reflect_apply() {
    const client = new OpenAI();
    await Reflect.apply(client.responses.create, client.responses, [{ model: "m", input: "x" }]); //~ MIMA001 openai.OpenAI.responses.create
}
export async function f_reflect_construct() {
    const client = new OpenAI();
    const c = Reflect.construct(OpenAI, []);
    await c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_defineprop() {
    const client = new OpenAI();
    const o: any = {};
    Object.defineProperty(o, "c", { value: client });
    await o.c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function f_getter() {
    const client = new OpenAI();
    const o = { get c() { return client; } };
    await o.c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_getter_static() {
    const client = new OpenAI();
    class S { static get c() { return client; } }
    await S.c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=medium
}
export async function f_map() {
    const client = new OpenAI();
    const m = new Map([["a", client]]);
    await m.get("a")!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_map_set() {
    const client = new OpenAI();
    const m = new Map<string, OpenAI>();
    m.set("a", client);
    await m.get("a")!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_weakmap() {
    const client = new OpenAI();
    const o = {};
    const m = new WeakMap();
    m.set(o, client);
    await m.get(o).responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_weakref() {
    const client = new OpenAI();
    const w = new WeakRef(client);
    await w.deref()!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function f_set_spread() {
    const client = new OpenAI();
    const s = new Set([client]);
    await [...s][0].responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_array_at() {
    const client = new OpenAI();
    await [client].at(-1)!.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_foreach() {
    const client = new OpenAI();
    [client].forEach((c) => c.responses.create({ model: "m", input: "x" })); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_map_cb() {
    const client = new OpenAI();
    await Promise.all([client].map((c) => c.responses.create({ model: "m", input: "x" }))); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_reduce() {
    const client = new OpenAI();
    await ["responses"].reduce((o: any, k) => o[k], client).create({ model: "m", input: "x" }); //~ MIMA003 openai.OpenAI
}
export async function f_then() {
    const client = new OpenAI();
    Promise.resolve(client).then((c) => c.responses.create({ model: "m", input: "x" })); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_then_method() {
    const client = new OpenAI();
    Promise.resolve({ model: "m", input: "x" }).then(client.responses.create); //~ MIMA001 openai.OpenAI.responses.create
}
export async function f_then_bind() {
    const client = new OpenAI();
    Promise.resolve({ model: "m", input: "x" }).then(client.responses.create.bind(client.responses)); //~ MIMA001 openai.OpenAI.responses.create
}
export async function f_settimeout() {
    const client = new OpenAI();
    setTimeout(client.responses.create, 0, { model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_settimeout_arrow() {
    const client = new OpenAI();
    setTimeout(() => client.responses.create({ model: "m", input: "x" }), 0); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_iife_fn() {
    const client = new OpenAI();
    await (function () { return client; })().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_generator_next() {
    const client = new OpenAI();
    function* g() { yield client; }
    await (g().next().value as any).responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function f_new_return() {
    const client = new OpenAI();
    function K(this: any) { return client; }
    await new (K as any)().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_subclass_mixin() {
    const client = new OpenAI();
    const mix = (B: any) => class extends B {};
    await new (mix(OpenAI))().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_curry() {
    const client = new OpenAI();
    const get = (k: string) => (o: any) => o[k];
    await get("responses")(client).create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_memo() {
    const client = new OpenAI();
    const memo = (fn: any) => { let v: any; return () => (v ??= fn()); };
    const get = memo(() => new OpenAI());
    await get().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_rest() {
    const client = new OpenAI();
    function go(...cs: any[]) { return cs[0].responses.create({ model: "m", input: "x" }); } //~ MIMA001 openai.OpenAI.responses.create model=m confidence=medium
    go(client);
}
export async function f_catch() {
    const client = new OpenAI();
    try { throw client; } catch (c: any) { await c.responses.create({ model: "m", input: "x" }); } //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function f_logical() {
    const client = new OpenAI();
    let c: any = null;
    c ||= client;
    await c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_proxy() {
    const client = new OpenAI();
    const p = new Proxy(client, {});
    await p.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function f_proxy_get() {
    const client = new OpenAI();
    const p: any = new Proxy({}, { get: () => client });
    await p.x.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function g_fn_prop() {
    const client = new OpenAI();
    function go() {}
    (go as any).c = client;
    await (go as any).c.responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=medium
}
export async function s_class_computed() {
    const client = new OpenAI();
    class S { [String(await client.responses.create({ model: "m", input: "x" }))]() {} } //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function s_template_deep() {
    const client = new OpenAI();
    const s = `a ${`b ${await client.responses.create({ model: "m", input: "x" })}`}`; //~ MIMA001 openai.OpenAI.responses.create model=m
}
