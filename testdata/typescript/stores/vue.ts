import { inject, provide, ref, shallowRef } from "vue";
import OpenAI from "openai";
const client = shallowRef(new OpenAI());
export const ask = () => client.value.responses.create({ model: "gpt-4o", input: "vue ref" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
provide("llm", new OpenAI());
const llm = inject("llm");
export const tell = () => llm.responses.create({ model: "gpt-4o", input: "vue inject" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
const typed = inject<OpenAI>("llm2");
export const say = () => typed.responses.create({ model: "gpt-4o", input: "vue inject typed" }); //~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=low
