// Holds that a zip of several files opens again with all of them.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { zipStream } from "./zip.ts";

const entry = (name: string, text: string) => ({
  name,
  open: async () => Readable.from([Buffer.from(text)]),
});

test("files come out as they went in, equal names made different", async () => {
  const zip = await buffer(
    zipStream([entry("a.pdf", "one"), entry("a.pdf", "two"), entry("Vertrag ü.pdf", "three")]),
  );
  const files = unzipSync(zip);
  expect(
    Object.fromEntries(Object.entries(files).map(([name, data]) => [name, Buffer.from(data).toString()])),
  ).toEqual({ "a.pdf": "one", "a (2).pdf": "two", "Vertrag ü.pdf": "three" });
});

test("a file that cannot be read breaks the zip instead of leaving a hole", async () => {
  const broken = { name: "b.pdf", open: () => Promise.reject(new Error("gone")) };
  await expect(buffer(zipStream([entry("a.pdf", "one"), broken]))).rejects.toThrow("gone");
});
