// What loads modules, made by a function.
import { createRequire as cr } from "node:module";
export async function m_create_require_node() {
    await new (cr(import.meta.url)("openai"))().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
