// Prints those of the files named on standard input that the parser of TypeScript accepts.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import ts from "typescript";

const kinds = { ts: ts.ScriptKind.TS, mts: ts.ScriptKind.TS, cts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX };
for await (const path of createInterface({ input: process.stdin })) {
  if (!path) continue;
  try {
    const kind = kinds[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? ts.ScriptKind.JSX;
    const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, false, kind);
    if (file.parseDiagnostics.length === 0) console.log(path);
  } catch (error) {
    console.error(path, String(error).slice(0, 100));
  }
}
