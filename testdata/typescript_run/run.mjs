// Runs the programs of `../typescript/attestation` with the real SDK against a server of its own, and writes to `ran.txt` for each call
// whether a span was open when the request arrived:
//
//     npm install --no-save openai esbuild    (anywhere; NODE_PATH says where)
//     node run.mjs
//
// A call is known by the text that it sends (`"q1"`). `tests/attestation.rs` compares the results with the verdicts.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const programs = join(here, "../typescript/attestation");
const require = createRequire(join(process.env.NODE_PATH ?? here, "x.js"));
const esbuild = require("esbuild");
const out = mkdtempSync(join(tmpdir(), "ran-"));

const lines = [];
for (const name of readdirSync(programs).filter((name) => name.endsWith(".ts")).sort()) {
  const bundle = join(out, name.replace(".ts", ".mjs"));
  await esbuild.build({
    stdin: { contents: `import ${JSON.stringify(join(here, "harness.mjs"))}; await import(${JSON.stringify(join(programs, name))}); await globalThis.finish();`, resolveDir: here },
    bundle: true, format: "esm", platform: "node", target: "es2022", outfile: bundle, logLevel: "error",
    alias: { "acme-governance": join(here, "governance.mjs") },
    // Programs of this name have the decorators of TypeScript before 5.
    tsconfigRaw: { compilerOptions: { experimentalDecorators: name.startsWith("legacy") } },
    nodePaths: [process.env.NODE_PATH ?? ""],
    banner: { js: `import { createRequire as requiring } from "node:module"; const require = requiring(${JSON.stringify(pathToFileURL(bundle).href)});` },
  });
  const run = spawnSync("node", ["--no-warnings", bundle], { encoding: "utf8", timeout: 60_000 });
  const seen = /^RAN (.*)$/m.exec(run.stdout);
  if (!seen) throw new Error(`${name}: ${run.stdout}${run.stderr}`);
  const source = readFileSync(join(programs, name), "utf8").split("\n");
  for (const [text, states] of Object.entries(JSON.parse(seen[1])).sort()) {
    const line = source.findIndex((line) => line.includes(`"${text}"`)) + 1;
    const all = new Set(states);
    lines.push(`${name}:${line} ${all.size > 1 ? "mixed" : states[0] ? "open" : "closed"}`);
  }
}
rmSync(out, { recursive: true });
writeFileSync(join(here, "ran.txt"), lines.join("\n") + "\n");
console.log(`${lines.length} calls`);
