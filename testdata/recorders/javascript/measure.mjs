// Measures what recorders for JavaScript record: each operation of an SDK, plain and streamed, with clients of each class, and functions
// of each kind inside of a marker. The real packages run against a server of their own; the results go to `../results/NAME_js.json`.
//
//     npm install --no-save (the packages of CASES, and openai)    (anywhere; NODE_PATH says where)
//     node measure.mjs [langfuse …]
//
// Each case runs in a process of its own. `../README.md` says what the results mean.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.env.NODE_PATH ?? here, "x.js"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href).then((module) => ({ ...module.default, ...module }));
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
const QUESTION = "why is the sky blue";

// --- the server ------------------------------------------------------------------------------------------------

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2, input_tokens: 1, output_tokens: 1 };
const message = { role: "assistant", content: "{}" };
const chat = { id: "c", object: "chat.completion", created: 1, model: "gpt-4o", usage };
const response = {
  id: "r", object: "response", created_at: 1, model: "gpt-4o", status: "completed", usage,
  output: [{ id: "m", type: "message", role: "assistant", status: "completed", content: [{ type: "output_text", text: "{}", annotations: [] }] }],
};
const ANSWERS = {
  chat: { ...chat, choices: [{ index: 0, message, finish_reason: "stop" }] },
  chatStream: [{ ...chat, object: "chat.completion.chunk", choices: [{ index: 0, delta: message, finish_reason: "stop" }] }, "[DONE]"],
  completion: { ...chat, object: "text_completion", choices: [{ index: 0, text: "{}", finish_reason: "stop" }] },
  responses: response,
  responsesStream: [{ type: "response.created", response: { ...response, output: [] } }, { type: "response.completed", response }],
  embeddings: { object: "list", model: "e", data: [{ object: "embedding", index: 0, embedding: [0.1] }], usage },
  images: { created: 1, data: [{ url: "https://example.com/a.png" }] },
  moderations: { id: "m", model: "m", results: [{ flagged: false, categories: {}, category_scores: {} }] },
};

/** Answers as the inference API does, and keeps what a recorder sends. */
async function serve() {
  const kept = [];
  const server = createServer((request, answer) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString("latin1");
      const path = request.url.split("?")[0];
      const kind = ["chat", "responses", "embeddings", "images", "moderations"].find((kind) => path.includes(`/${kind}`)) ??
        (path.endsWith("/completions") ? "completion" : path.includes("/audio/speech") ? "speech" : undefined);
      if (!kind || path.startsWith("/backend")) {
        kept.push(body);
        answer.setHeader("content-type", "application/json");
        return answer.end("{}");
      }
      if (kind === "speech") return answer.end("audio");
      const events = body.includes('"stream":true') && ANSWERS[`${kind}Stream`];
      answer.setHeader("content-type", events ? "text/event-stream" : "application/json");
      if (!events) return answer.end(JSON.stringify(ANSWERS[kind]));
      for (const event of events) {
        answer.write(`${event.type ? `event: ${event.type}\n` : ""}data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`);
      }
      answer.end();
    });
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return { url: `http://localhost:${server.address().port}`, kept };
}

// --- the operations --------------------------------------------------------------------------------------------

const messages = [{ role: "user", content: QUESTION }];
const asked = { model: "gpt-4o", messages };
const given = { model: "gpt-4o", input: QUESTION };
const drain = async (stream) => {
  for await (const _ of stream) {
    // Its elements do not matter.
  }
};
const OPENAI = {
  "chat.completions.create": {
    plain: (c) => c.chat.completions.create(asked),
    stream: async (c) => drain(await c.chat.completions.create({ ...asked, stream: true })),
  },
  "chat.completions.parse": { plain: (c) => c.chat.completions.parse(asked) },
  "chat.completions.stream": { plain: (c) => c.chat.completions.stream(asked).finalChatCompletion() },
  "beta.chat.completions.parse": { plain: (c) => c.beta.chat.completions.parse(asked) },
  "beta.chat.completions.stream": { plain: (c) => c.beta.chat.completions.stream(asked).finalChatCompletion() },
  "completions.create": { plain: (c) => c.completions.create({ model: "gpt-3.5-turbo-instruct", prompt: QUESTION }) },
  "responses.create": {
    plain: (c) => c.responses.create(given),
    stream: async (c) => drain(await c.responses.create({ ...given, stream: true })),
  },
  "responses.parse": { plain: (c) => c.responses.parse(given) },
  "responses.stream": { plain: (c) => c.responses.stream(given).finalResponse() },
  "embeddings.create": { plain: (c) => c.embeddings.create({ model: "e", input: QUESTION }) },
  "images.generate": { plain: (c) => c.images.generate({ model: "gpt-image-1", prompt: QUESTION }) },
  "moderations.create": { plain: (c) => c.moderations.create({ input: QUESTION }) },
  "audio.speech.create": { plain: (c) => c.audio.speech.create({ model: "tts-1", voice: "alloy", input: QUESTION }) },
};

async function clients(url) {
  const { OpenAI, AzureOpenAI } = await load("openai");
  const made = { apiKey: "key", maxRetries: 0 };
  return {
    OpenAI: () => new OpenAI({ ...made, baseURL: `${url}/v1` }),
    AzureOpenAI: () => new AzureOpenAI({ ...made, endpoint: url, apiVersion: "2025-03-01-preview" }),
  };
}

// --- the recorders ---------------------------------------------------------------------------------------------

/** A tracer provider whose spans are kept in memory; it is the global one. */
async function spans(processors = () => []) {
  const { NodeTracerProvider } = await load("@opentelemetry/sdk-trace-node");
  const { InMemorySpanExporter, SimpleSpanProcessor } = await load("@opentelemetry/sdk-trace-base");
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter), ...processors(exporter)] });
  provider.register();
  return { exporter, taken: () => taken(exporter) };
}

function taken(exporter) {
  const found = exporter.getFinishedSpans().map((span) => JSON.stringify([span.name, span.attributes, span.events, span.duration]));
  exporter.reset();
  return found;
}

async function langsmith({ url, kept }) {
  Object.assign(process.env, { LANGSMITH_TRACING: "true", LANGSMITH_ENDPOINT: `${url}/backend`, LANGSMITH_API_KEY: "key" });
  const { Client } = await load("langsmith");
  const client = new Client({ autoBatchTracing: false, apiUrl: `${url}/backend`, apiKey: "key" });
  const sent = () => kept.splice(0).filter((record) => record.includes("{"));
  return { client, taken: async () => (await client.awaitPendingTraceBatches?.(), await pause(150), sent()) };
}

async function braintrust({ url, kept }) {
  const { initLogger, _exportsForTestingOnly: testing } = await load("braintrust");
  await testing.simulateLoginForTests();
  const logger = initLogger({ projectName: "p", projectId: "p" });
  const background = testing.useTestBackgroundLogger();
  return { logger, taken: async () => (await logger.flush().catch(() => {}), (await background.drain()).map((row) => JSON.stringify(row))) };
}

async function traceloop({ url }) {
  process.env.TRACELOOP_TELEMETRY = "false";
  const { InMemorySpanExporter } = await load("@opentelemetry/sdk-trace-base");
  const exporter = new InMemorySpanExporter();
  const { initialize, waitForInitialization } = await load("@traceloop/node-server-sdk");
  initialize({ exporter, disableBatch: true, silenceInitializationMessage: true, traceloopSyncEnabled: false, baseUrl: `${url}/backend` });
  await waitForInitialization();
  await pause(500);
  return { taken: () => taken(exporter) };
}

const wrapper = (marker, backend, wrap) => ({ shape: "wrapper", marker, backend, wrap });
const around = (marker, backend, wrap) => ({ shape: "decorator", marker, backend, around: wrap });
const name = { name: "n" };

const CASES = {
  langsmith: {
    packages: ["langsmith"],
    wrap_openai: wrapper("langsmith.wrappers.wrapOpenAI", langsmith, async ({ client }) => {
      const { wrapOpenAI } = await load("langsmith/wrappers");
      return (made) => wrapOpenAI(made, { client, tracingEnabled: true });
    }),
    traceable: around("langsmith.traceable.traceable", langsmith, async ({ client }) => {
      const { traceable } = await load("langsmith/traceable");
      return (work) => traceable(work, { client, tracingEnabled: true });
    }),
  },
  langfuse: {
    packages: ["@langfuse/openai", "@langfuse/tracing", "@opentelemetry/sdk-trace-node"],
    observe_openai: wrapper("@langfuse/openai.observeOpenAI", () => spans(), async () => (await load("@langfuse/openai")).observeOpenAI),
    observe: around("@langfuse/tracing.observe", () => spans(), async () => (await load("@langfuse/tracing")).observe),
    start_active_observation: around("@langfuse/tracing.startActiveObservation", () => spans(), async () => {
      const { startActiveObservation } = await load("@langfuse/tracing");
      return (work) => (...all) => startActiveObservation("n", () => work(...all));
    }),
  },
  braintrust: {
    packages: ["braintrust"],
    wrap_openai: wrapper("braintrust.wrapOpenAI", braintrust, async () => (await load("braintrust")).wrapOpenAI),
    wrap_traced: around("braintrust.wrapTraced", braintrust, async () => {
      const { wrapTraced } = await load("braintrust");
      return (work) => wrapTraced(work, name);
    }),
    traced: around("braintrust.traced", braintrust, async () => {
      const { traced } = await load("braintrust");
      return (work) => (...all) => traced(() => work(...all), name);
    }),
  },
  traceloop: {
    packages: ["@traceloop/node-server-sdk"],
    // Whether `initialize` records depends on how modules are loaded, and on `instrumentModules`: no rule counts it.
    ...Object.fromEntries(
      ["withWorkflow", "withTask", "withAgent", "withTool"].map((member) => [
        member,
        around(`@traceloop/node-server-sdk.${member}`, traceloop, async () => {
          const sdk = await load("@traceloop/node-server-sdk");
          return (work) => (...all) => sdk[member](name, work, undefined, ...all);
        }),
      ]),
    ),
  },
  opentelemetry: {
    packages: ["@opentelemetry/api", "@opentelemetry/sdk-trace-node"],
    start_active_span: around("@opentelemetry/api.Tracer.startActiveSpan", () => spans(), async () => {
      const { trace } = await load("@opentelemetry/api");
      const ends = (span) => (value) => (span.end(), value);
      const closed = (span, result) => (typeof result?.then === "function" ? result.then(ends(span)) : ends(span)(result));
      return (work) => (...all) => trace.getTracer("t").startActiveSpan("n", (span) => closed(span, work(...all)));
    }),
  },
};

// --- measuring -------------------------------------------------------------------------------------------------

/** What was recorded of one call: with the question in it, without it, or nothing. */
async function seen(backend, call) {
  await backend.taken();
  try {
    await call();
  } catch (error) {
    return `fails: ${error.constructor.name}`;
  }
  const records = await backend.taken();
  if (process.env.MEASURE_ERRORS) console.error(records);
  return records.some((record) => record.includes(QUESTION)) ? "content" : records.length ? "record" : "nothing";
}

async function measureClients(backend, wrap, server, result) {
  for (const [type, make] of Object.entries(await clients(server.url))) {
    const plain = make();
    const client = wrap(plain);
    for (const [path, forms] of Object.entries(OPENAI)) {
      const found = {};
      for (const [form, call] of Object.entries(forms)) found[form] = await seen(backend, () => call(client));
      result.operations[`openai.${type}.${path}`] = found;
    }
    if (type !== "OpenAI") continue;
    const ask = OPENAI["chat.completions.create"].plain;
    result["in place"] = (await seen(backend, () => ask(plain))) === "content";
    result["same object"] = client === plain;
    result["others recorded"] = (await seen(backend, () => ask(make()))) === "content";
    result.copies = { withOptions: (await seen(backend, () => ask(client.withOptions({ maxRetries: 0 })))) === "content" };
  }
}

const WORK = {
  def: (question) => `${question}!`,
  "async def": async (question) => (await pause(30), `${question}!`),
  generator: function* (question) {
    yield `${question}!`;
  },
  "async generator": async function* (question) {
    yield `${question}!`;
  },
};

async function measureAround(backend, wrap, result) {
  for (const [kind, work] of Object.entries(WORK)) {
    const call = async () => {
      const made = await wrap(work)(QUESTION);
      if (kind.endsWith("generator")) await drain(made);
    };
    result.operations[kind] = { plain: await seen(backend, call) };
  }
  // Whether it lasts until the promise is settled: nothing is recorded before.
  await backend.taken();
  const pending = wrap(async () => pause(400))(QUESTION);
  await pause(200);
  const early = (await backend.taken()).filter((record) => !/"start(_time)?":/.test(record) || /"end(_time)?":/.test(record));
  await pending;
  result.waits = early.length === 0 && (await backend.taken()).length > 0;
}

async function measure(preset, wanted) {
  const server = await serve();
  const { shape, marker, backend: start, wrap, around } = CASES[preset][wanted];
  const result = { date: new Date().toISOString().slice(0, 10), marker, operations: {}, shape };
  const backend = await start(server);
  if (around) {
    await measureAround(backend, await around(backend), result);
  } else {
    await measureClients(backend, await wrap(backend), server, result);
  }
  console.log(`RESULT ${JSON.stringify(result)}`);
  process.exit(0);
}

function version(name) {
  let path = dirname(require.resolve(name));
  for (;;) {
    try {
      const manifest = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
      if (manifest.name === name) return manifest.version;
    } catch {
      // Further up.
    }
    path = dirname(path);
  }
}

const [first, second] = process.argv.slice(2);
if (second !== undefined && first.startsWith("--")) {
  await measure(first.slice(2), second);
}
for (const [preset, { packages, ...cases }] of Object.entries(CASES)) {
  if (first && !process.argv.includes(preset)) continue;
  const found = {};
  for (const wanted of Object.keys(cases)) {
    const run = spawnSync(process.execPath, ["--no-warnings", fileURLToPath(import.meta.url), `--${preset}`, wanted], { encoding: "utf8", timeout: 120_000 });
    const result = /^RESULT (.*)$/m.exec(run.stdout);
    if (!result) throw new Error(`${preset} ${wanted}: ${run.stdout.slice(-2000)}${run.stderr.slice(-3000)}`);
    found[wanted] = JSON.parse(result[1]);
    console.log(preset, wanted, JSON.stringify(found[wanted]));
  }
  const versions = Object.fromEntries([...packages, "openai"].map((name) => [name, version(name)]));
  const file = { preset, packages: versions, node: process.version, cases: found };
  writeFileSync(join(here, "../results", `${preset}_js.json`), `${JSON.stringify(file, null, 1)}\n`);
}
