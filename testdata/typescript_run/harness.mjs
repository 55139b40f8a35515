// A server in the place of the provider's, and `fetch` that tells it in which spans a request was made.
import { createServer } from "node:http";

import { spans } from "acme-governance";

const seen = {};
const made = new Map();
const server = createServer((request, response) => {
  const around = made.get(request.headers["x-made"]) ?? [];
  const isOpen = around.some((span) => span.isOpen);
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    for (const [, text] of body.matchAll(/"(q\d+)"/g)) (seen[text] ??= []).push(isOpen);
    const answer = { id: "r", object: "response", status: "completed", output: [], model: "gpt-4o" };
    if (body.includes('"stream":true')) {
      response.setHeader("content-type", "text/event-stream");
      for (const type of ["response.created", "response.completed"]) {
        response.write(`event: ${type}\ndata: ${JSON.stringify({ type, response: answer })}\n\n`);
      }
      response.end();
    } else {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    }
  });
});
await new Promise((resolve) => server.listen(0, resolve));
const url = `http://localhost:${server.address().port}`;
process.env.OPENAI_BASE_URL = `${url}/v1`;
process.env.OPENAI_API_KEY = "key";

const send = globalThis.fetch;
globalThis.fetch = (input, init = {}) => {
  const number = String(made.size);
  made.set(number, spans());
  const headers = new Headers(init.headers);
  headers.set("x-made", number);
  return send(String(input).replace("https://api.openai.com", url), { ...init, headers });
};
console.log = () => {};

globalThis.finish = async () => {
  await new Promise((resolve) => setTimeout(resolve, 150));
  process.stdout.write(`\nRAN ${JSON.stringify(seen)}\n`);
  process.exit(0);
};
