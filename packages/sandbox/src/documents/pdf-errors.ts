// Turns what the PDF engine refuses into an answer for the caller.
import { isPdfError, type PdfErrorCode } from "@creditnexus/pdf";
import { SandboxError } from "../errors.ts";

const STATUS: Partial<Record<PdfErrorCode, number>> = {
  too_large: 413,
  busy: 503,
  closed: 503,
  crashed: 400,
};

/** Runs `work`; a fault of the document becomes a 4xx with the engine's sentence. */
export async function refusingBadPdf<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isPdfError(error)) throw error;
    throw new SandboxError(STATUS[error.code] ?? 400, error.message, { cause: error });
  }
}
