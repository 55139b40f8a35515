// Modules whose names are put together.
export async function m_require_concat() {
    const OpenAI = require("open" + "ai");
    await new OpenAI().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_import_dyn_concat() {
    const m = await import("open" + "ai");
    await new m.default().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_import_dyn_tpl() {
    const m = await import(`open${"ai"}`);
    await new m.OpenAI().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function m_import_dyn_env() {
    const m = await import(process.env.LIB!);
    await new m.OpenAI().chat.completions.create({ model: "m", messages: [] }); //~ MIMA003 ….chat.completions.create
}
