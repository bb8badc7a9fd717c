// Turns whatever a parser throws into the package's own error, inside the child.
import { isPdfError, PdfError } from "../errors.ts";

const OUT_OF_MEMORY =
  /allocation failed|Invalid (typed )?array length|Invalid string length|maximum size exceeded|out of memory/i;

export function toPdfError(error: unknown): PdfError {
  if (isPdfError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /call stack/i.test(message)) {
    return new PdfError(
      "damaged",
      "The PDF nests its objects deeper than any reader follows. Print it to a new PDF and use that.",
    );
  }
  if (error instanceof RangeError && OUT_OF_MEMORY.test(message)) {
    return new PdfError(
      "out_of_memory",
      `The PDF needs more memory than one document may take (${message}). Print it to a new PDF and use that.`,
    );
  }
  return new PdfError(
    "damaged",
    `The PDF cannot be read: ${message}. Open it in a PDF viewer, print it to a new PDF and use that.`,
    { cause: error },
  );
}
