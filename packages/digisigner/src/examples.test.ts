// Runs every example of the README and of the sources against a server, and checks what it says it prints.
import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, it, vi } from "vitest";
import * as api from "./index.ts";
import { listen } from "./testing/test-server.ts";
import { createVendor } from "./testing/vendor.ts";

interface Example {
  readonly name: string;
  readonly code: string;
  /** What the comments after the code promise. */
  readonly output: string[];
}

const root = join(import.meta.dirname, "..");
const FENCE = /^( *(?:\* )?)```ts\n([\s\S]*?)\n\1```/gm;

function examplesIn(file: string): Example[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(FENCE)].map((match) => {
    const line = text.slice(0, match.index).split("\n").length;
    const prefix = (match[1] ?? "").trimEnd();
    const lines = (match[2] ?? "").split("\n").map((source) => source.slice(prefix.length).replace(/^ /, ""));
    const isProse = (source: string): boolean => source.startsWith("// ");
    const output = lines.filter(isProse).map((source) => source.slice(3));
    return { name: `${file}:${line}`, code: lines.join("\n"), output };
  });
}

const sources = globSync("src/**/*.ts", { cwd: root }).filter((file) => !/\.test\.ts$|testing/.test(file));
const examples = ["README.md", ...sources].flatMap(examplesIn);

afterEach(() => {
  vi.restoreAllMocks();
});

it("has an example for every export that is not one of the many errors, and for every call", () => {
  const all = examples.map(({ code }) => code).join("\n");
  const isShown = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(all);
  const isCallError = (value: object): boolean => Object.getPrototypeOf(value) === api.DigiSignerError;
  const exported = Object.entries(api).filter(([, value]) => !isCallError(Object(value)));
  const client = new api.DigiSigner({ apiKey: "k" });
  const calls = [client.documents, client.signatureRequests].flatMap(Object.keys).map((name) => `.${name}`);
  expect(exported.map(([name]) => name).filter((name) => !isShown(name))).toEqual([]);
  expect(calls.filter((name) => !all.includes(`${name}(`))).toEqual([]);
  expect(calls).toHaveLength(8);
});

it.each(examples)("$name runs and prints what it says", async ({ code, output }) => {
  const vendor = await listen(createVendor());
  const realFetch = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((url, init) =>
    realFetch(String(url).replace(api.DEFAULT_BASE_URL, vendor), init),
  );
  const printed: string[] = [];
  const log = (...values: unknown[]): number => printed.push(values.map(String).join(" "));
  const script = stripTypeScriptTypes(code.replace(/^import .*$/gm, ""));
  const scope = { ...api, console: { log, warn: log } };
  const names = Object.keys(scope);
  const client = code.includes("const digisigner =")
    ? ""
    : 'const digisigner = new DigiSigner({ apiKey: "k" });\n';
  const run = new Function(...names, `return (async () => {${client}${script}\n})()`);
  await run(...Object.values(scope));
  expect(printed).toEqual(output);
});

it("type-checks every example", async () => {
  const folder = mkdtempSync(join(tmpdir(), "digisigner-examples-"));
  try {
    for (const [index, { code }] of examples.entries()) {
      const names = Object.keys(api).filter((name) => !code.includes(`import {`) && code.includes(name));
      const client = code.includes("const digisigner =") ? "" : "declare const digisigner: Client;\n";
      const head = `import type { DigiSigner as Client } from "@creditnexus/digisigner";\n${client}`;
      const values =
        names.length === 0 ? "" : `import { ${names.join(", ")} } from "@creditnexus/digisigner";\n`;
      writeFileSync(join(folder, `example-${index}.ts`), `${values}${head}${code}\nexport {};\n`);
    }
    const compilerOptions = {
      noUnusedLocals: false,
      types: ["node"],
      typeRoots: [join(root, "../../node_modules/@types")],
      paths: { "@creditnexus/digisigner": [join(root, "src/index.ts")] },
    };
    const config = { extends: join(root, "../../tsconfig.base.json"), compilerOptions, include: ["*.ts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    const tsc = join(root, "../../node_modules/typescript/bin/tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "--noEmit", "-p", folder]).catch(
      (failure: { stdout: string }) => failure,
    );
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
