// One engine per test file, closed when the file is done.
import { afterAll } from "vitest";
import { createPdfEngine, type PdfEngine } from "../engine/create-pdf-engine.ts";

/** Limits wide enough for a machine that does much else beside the tests. */
export function testEngine(): PdfEngine {
  const engine = createPdfEngine({ workers: 1, limits: { timeoutMs: 120_000, cpuSeconds: 60 } });
  afterAll(() => engine.close());
  return engine;
}
