import { trace } from "@opentelemetry/api";
import OpenAI from "openai";

const client = new OpenAI();
const tracer = trace.getTracer("desk");

export async function ask(text: string) {
  return tracer.startActiveSpan("ask", async (span) => {
    try {
      return await client.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=@opentelemetry/api.trace.getTracer.startActiveSpan
    } finally {
      span.end();
    }
  });
}

export async function returned(text: string) {
  return tracer.startActiveSpan("returned", async (span) => {
    try {
      return client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA011 openai.OpenAI.responses.create
    } finally {
      span.end();
    }
  });
}

export async function never(text: string) {
  return tracer.startActiveSpan("never", async () => {
    return await client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA010 openai.OpenAI.responses.create
  });
}

export async function after(text: string) {
  return tracer.startActiveSpan("after", { kind: 1 }, async (span) => {
    const first = await client.responses.create({ model: "gpt-4o", input: text }); //~ attested openai.OpenAI.responses.create by=@opentelemetry/api.trace.getTracer.startActiveSpan
    span.setAttribute("id", first.id);
    span.end();
    return await client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA011 openai.OpenAI.responses.create
  });
}

export async function alone(text: string) {
  const span = tracer.startSpan("alone");
  const response = await client.responses.create({ model: "gpt-4o", input: text }); //~ MIMA001 openai.OpenAI.responses.create
  span.end();
  return response;
}
