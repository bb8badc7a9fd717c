// What the package promises about itself.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VERSION } from "./version.ts";
import * as wire from "./wire.ts";

const sources = globSync("**/*.ts", { cwd: import.meta.dirname }).filter(
  (name) => !name.endsWith(".test.ts") && !name.startsWith("testing/"),
);

it("names the version of its manifest to the server", () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
  expect(VERSION).toBe(manifest.version);
  expect(manifest.dependencies).toBeUndefined();
});

it("has sources to check", () => expect(sources.length).toBeGreaterThan(20));

it.each(sources)("%s uses nothing but web standards and its own files", (name) => {
  const comments = /^ *\/?\*.*$/gm;
  const text = readFileSync(join(import.meta.dirname, name), "utf8").replace(comments, "");
  const imports = [...text.matchAll(/(?:from|import)\s*\(?"([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(imports.filter((path) => !path.startsWith("."))).toEqual([]);
  expect(text).not.toMatch(/\b(?:Buffer|process|require|__dirname)\b[.(]/);
});

it("waits three times as long plus five minutes before each new callback attempt", () => {
  const [first, ...later] = wire.CALLBACK_RETRY_MINUTES;
  expect(first).toBe(5);
  let previous: number = first;
  for (const minutes of later) {
    expect(minutes).toBe(previous * 3 + 5);
    previous = minutes;
  }
});
