// A file appears whole or not at all.
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { saveResponse } from "./save-response.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "creditnexus-save-"));
});

const never = new AbortController().signal;
const chunks = async function* (...texts: string[]) {
  for (const text of texts) yield new TextEncoder().encode(text);
};

test("the whole body is written, measured and hashed", async () => {
  const file = join(directory, "a.pdf");
  expect(await saveResponse(chunks("hello ", "world"), file, { force: false, signal: never })).toEqual({
    file,
    size: 11,
    sha256: "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
  });
  expect(await readdir(directory)).toEqual(["a.pdf"]);
});

test("a body that breaks off leaves nothing, and an old file as it was", async () => {
  const file = join(directory, "a.pdf");
  await writeFile(file, "old");
  const broken = async function* () {
    yield new TextEncoder().encode("half");
    throw new Error("line cut");
  };
  await expect(saveResponse(broken(), file, { force: true, signal: never })).rejects.toThrow("line cut");
  expect(await readdir(directory)).toEqual(["a.pdf"]);
  expect(await readFile(file, "utf8")).toBe("old");
});

test("a file that is there stays, unless overwriting is wanted", async () => {
  const file = join(directory, "a.pdf");
  await writeFile(file, "old");
  await expect(saveResponse(chunks("new"), file, { force: false, signal: never })).rejects.toThrow(
    "exists already",
  );
  expect(await readFile(file, "utf8")).toBe("old");
  await saveResponse(chunks("new"), file, { force: true, signal: never });
  expect(await readFile(file, "utf8")).toBe("new");
  expect(await readdir(directory)).toEqual(["a.pdf"]);
});

test("a directory that is not there is said in one sentence", async () => {
  const file = join(directory, "nowhere", "a.pdf");
  await expect(saveResponse(chunks("x"), file, { force: false, signal: never })).rejects.toMatchObject({
    code: "file_not_written",
    nextStep: expect.stringContaining("directory exists"),
  });
});
