// Packages that are named with where they come from, or with escapes.
import A0 from "openai/index.mjs";
import A1 from "npm:openai@4";
import A2 from "https://esm.sh/openai@4";
import A3 from "https://deno.land/x/openai@v4.0.0/mod.ts";
import A4 from "https://cdn.jsdelivr.net/npm/openai@4.20.1/+esm";
import A5 from "../node_modules/openai/index.js";
import A6 from "open\u0061i";
import A7 from "\x6fpenai";
export const ask0 = () => new A0().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask1 = () => new A1().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask2 = () => new A2().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask3 = () => new A3().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask4 = () => new A4().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask5 = () => new A5().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask6 = () => new A6().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
export const ask7 = () => new A7().responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
