// Reads a child's end: running out of heap, of memory and of processor time each leave their own mark.
import { PdfError } from "../errors.ts";

// Node ends with 134 or SIGABRT when V8 runs out of heap, with 133 or SIGTRAP when the kernel refuses memory.
const MEMORY_CODES = new Set([133, 134]);
const MEMORY_SIGNALS = new Set<NodeJS.Signals>(["SIGABRT", "SIGTRAP"]);

export function describeDeath(code: number | null, signal: NodeJS.Signals | null): PdfError {
  if ((code !== null && MEMORY_CODES.has(code)) || (signal !== null && MEMORY_SIGNALS.has(signal))) {
    return new PdfError(
      "out_of_memory",
      "The PDF needs more memory than one document may take. Print it to a new PDF and use that.",
    );
  }
  if (signal === "SIGXCPU") {
    return new PdfError(
      "timeout",
      "The PDF took more processor time than one document may take. Print it to a new PDF and use that.",
    );
  }
  const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
  return new PdfError("crashed", `The PDF process ended with ${how} before it answered. Try again.`);
}
