import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { DEFAULT_LIMITS } from "./engine/limits.ts";
import { buildPdf, line } from "./testing/build-pdf.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");

it("runs the README's example as it stands", async () => {
  const folder = await mkdtemp(join(tmpdir(), "creditnexus-pdf-readme-"));
  try {
    const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    const source = code.replace(
      '"@creditnexus/pdf"',
      JSON.stringify(new URL("index.ts", import.meta.url).href),
    );
    await writeFile(join(folder, "example.ts"), source);
    await writeFile(
      join(folder, "agreement.pdf"),
      buildPdf({ pages: [{ content: line("Agreement", 72, 700) }] }),
    );
    const { stdout } = await promisify(execFile)(process.execPath, ["example.ts"], { cwd: folder });
    expect(stdout.split("\n")[0]).toBe("[] []");
    expect(stdout).toMatch(/\nvalid\nsame_with_additions \[/);
    expect(stdout).toContain("Jane Doe");
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("states the default limits as they are", () => {
  const { timeoutMs, cpuSeconds, heapMb, memoryMb, inputBytes, pages } = DEFAULT_LIMITS;
  expect(readme).toContain(
    `default to ${timeoutMs / 1000} s, ${cpuSeconds} s of processor time, ${heapMb} MiB of heap, ${memoryMb} MiB of memory, ${inputBytes / 1024 / 1024} MiB of input and ${pages.toLocaleString("en")} pages`,
  );
});
