// Modules whose names are values.
export async function m_require_var() {
    const n = "openai";
    const OpenAI = require(n);
    await new OpenAI().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_import_dyn_var() {
    const n = "openai";
    const m = await import(n);
    await new m.default().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_list() {
    for (const n of ["openai", "x"]) { const m = await import(n); new m.OpenAI().responses.create({ model: "m", input: "x" }); } //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_import_meta_resolve() {
    const m = await import(import.meta.resolve("openai"));
    await new m.OpenAI().responses.create({ model: "m", input: "x" }); //~ MIMA003 ….responses.create
}
export async function m_require_resolve() {
    const O = require(require.resolve("openai"));
    await new O().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
