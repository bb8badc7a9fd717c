// Runs the examples of the README and of the sources, and checks that they print what they say.
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import * as digisigner from "@creditnexus/digisigner";
import { expect, test } from "vitest";
import * as sandbox from "./index.ts";

interface Example {
  name: string;
  code: string;
  /** What its comment lines promise. */
  output: string[];
}

const root = join(import.meta.dirname, "..");
const FENCE = /^( *(?:\* )?)```ts\n([\s\S]*?)\n\1```/gm;

function examplesIn(file: string): Example[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(FENCE)].map(([, indent = "", block = ""], index) => {
    const lines = block.split("\n").map((line) => line.slice(indent.trimEnd().length).replace(/^ /, ""));
    const output = lines.filter((line) => line.startsWith("// ")).map((line) => line.slice(3));
    return { name: `${file} ${index + 1}`, code: lines.join("\n"), output };
  });
}

const sources = globSync("src/**/*.ts", { cwd: root, exclude: ["**/*.test.ts", "**/pages/**"] });
const examples = ["README.md", ...sources].flatMap(examplesIn);

test("every value that the package exports is in an example", () => {
  const all = examples.map((example) => example.code).join("\n");
  expect(Object.keys(sandbox).filter((name) => !all.includes(name))).toEqual([]);
});

test.each(examples)("$name runs and prints what it says", async ({ code, output }) => {
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(values.map(String).join(" ")) };
  const scope = { ...digisigner, ...sandbox, console };
  const script = stripTypeScriptTypes(code.replace(/^import .*$/gm, ""));
  const run = new Function(...Object.keys(scope), `return (async () => {${script}\n})()`);
  await run(...Object.values(scope));
  expect(printed).toEqual(output);
});
