// Holds the documentation against the code: generated pages, links, commands, purposes, and words that mean nothing to a stranger.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { referencePages } from "../scripts/reference.ts";

const ROOT = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const pages = globSync(["*.md", "docs/**/*.md", "packages/*/*.md", "examples/**/*.md"], {
  cwd: ROOT,
  exclude: ["**/node_modules/**", "**/dist/**"],
});

test("reference pages say what the code says; `npm run docs` makes them anew", () => {
  for (const [path, content] of Object.entries(referencePages())) expect(read(path), path).toBe(content);
});

test("every link between pages leads to a file that exists", () => {
  const faults: string[] = [];
  for (const page of pages) {
    for (const match of read(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)) {
      if (!existsSync(resolve(ROOT, dirname(page), match[1] ?? ""))) faults.push(`${page} → ${match[1]}`);
    }
  }
  expect(pages).toContain("README.md");
  expect(faults).toEqual([]);
});

test("every path that a page names exists", () => {
  const faults: string[] = [];
  let named = 0;
  for (const page of pages) {
    for (const match of read(page).matchAll(/`((?:packages|docs|test|scripts|examples)\/[^`\s]*)`/g)) {
      named += 1;
      if (globSync(match[1] ?? "", { cwd: ROOT }).length === 0) faults.push(`${page} → ${match[1]}`);
    }
  }
  expect(named).toBeGreaterThan(5);
  expect(faults).toEqual([]);
});

test("every npm command that a page names exists", () => {
  const scripts = new Set(Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts));
  const faults: string[] = [];
  for (const page of pages) {
    for (const match of read(page).matchAll(/npm run ([\w:-]+)/g)) {
      if (!scripts.has(match[1] ?? "")) faults.push(`${page}: npm run ${match[1]}`);
    }
  }
  expect(faults).toEqual([]);
});

test("every source file starts with a sentence of purpose", () => {
  const files = globSync(
    ["packages/*/{src,bench,bin}/**/*.{ts,tsx,js}", "test/**/*.ts", "scripts/**/*.ts", "examples/**/*.ts"],
    {
      cwd: ROOT,
      exclude: ["**/node_modules/**", "**/dist/**"],
    },
  );
  const faults = files
    .filter((file) => !file.endsWith(".test.ts"))
    .filter((file) => !/^(#!.*\n)?(\/\/ \S|\/\*\* ?\S|\/\*\*\n)/.test(read(file)));
  expect(files.length).toBeGreaterThan(50);
  expect(faults).toEqual([]);
});
