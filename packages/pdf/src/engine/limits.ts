// What one call may cost. The defaults suit agreements; a hostile file meets one of them within seconds.

import type { OperationName } from "./operations.ts";

/** Caps for each call. All are positive; times are real milliseconds and seconds, sizes are mebibytes or bytes. */
export interface PdfLimits {
  /** Wall-clock time of one call, in milliseconds, counted from when a child takes it. See {@link limitsOf}. */
  readonly timeoutMs: number;
  /** V8 heap of the child, in MiB. */
  readonly heapMb: number;
  /** Resident memory of the child, in MiB, heap included. */
  readonly memoryMb: number;
  /** Processor time of one call, in seconds. See {@link limitsOf}. */
  readonly cpuSeconds: number;
  /** Size of each PDF handed in, in bytes. */
  readonly inputBytes: number;
  /** Pages of each PDF handed in. */
  readonly pages: number;
  /** Calls that may wait for a child before further ones are refused as `busy`. */
  readonly queue: number;
}

export const DEFAULT_LIMITS: PdfLimits = {
  timeoutMs: 20_000,
  heapMb: 384,
  memoryMb: 768,
  cpuSeconds: 15,
  inputBytes: 50 * 1024 * 1024,
  pages: 2_000,
  queue: 1_000,
};

export function resolveLimits(overrides: Partial<PdfLimits> = {}): PdfLimits {
  const limits = { ...DEFAULT_LIMITS };
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) continue;
    if (!(typeof value === "number" && value > 0)) {
      throw new RangeError(`PDF limit ${name} is ${String(value)}; give a positive number or leave it out.`);
    }
    Object.assign(limits, { [name]: value });
  }
  return limits;
}

/** Drawing every page takes about 15 ms a page, twice for a comparison; other calls are done in a tenth of it. */
const LONGER: Readonly<Partial<Record<OperationName, number>>> = { text: 2, compare: 4, checkSeals: 4 };

/** What one call of an operation may take: `text` twice, `compare` and `checkSeals` four times the stated times. */
export function limitsOf(limits: PdfLimits, operation: OperationName): PdfLimits {
  const factor = LONGER[operation] ?? 1;
  return { ...limits, timeoutMs: limits.timeoutMs * factor, cpuSeconds: limits.cpuSeconds * factor };
}
