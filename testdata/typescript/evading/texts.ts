// Code in texts.
import OpenAI from "openai";
import vm from "vm";
import vm from "node:vm";
export async function x_eval() {
    const client = new OpenAI();
    eval(`client.responses.create({ model: "m", input: "x" })`); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function x_eval_concat() {
    const client = new OpenAI();
    eval("client." + "responses.create({})"); //~ MIMA003 ….responses.create
}
export async function x_eval_get() {
    const client = new OpenAI();
    await eval("client").responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m
}
export async function x_eval_indirect() {
    const client = new OpenAI();
    await (0, eval)("client").responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function x_function() {
    const client = new OpenAI();
    new Function("c", "return c.responses.create({})")(client); //~ MIMA003 ….responses.create
}
export async function x_function_call() {
    const client = new OpenAI();
    Function("c", "return c.responses.create({})")(client); //~ MIMA003 ….responses.create
}
export async function x_function_get() {
    const client = new OpenAI();
    await new Function("c", "return c")(client).responses.create({ model: "m", input: "x" }); //~ MIMA001 openai.OpenAI.responses.create model=m confidence=low
}
export async function x_vm() {
    const client = new OpenAI();
    vm.runInNewContext("c.responses.create({})", { c: client }); //~ MIMA003 ….responses.create
}
export async function x_vm_this() {
    const client = new OpenAI();
    vm.runInThisContext(process.argv[2])(client); //~ MIMA003 openai.OpenAI
}
