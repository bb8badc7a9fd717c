// The one error type of this package: a code to branch on and a sentence that says what to do.

/** What went wrong, for programs. `busy` and `closed` are about the engine, all others about the document. */
export type PdfErrorCode =
  | "empty"
  | "not_a_pdf"
  | "encrypted"
  | "damaged"
  | "too_large"
  | "too_many_pages"
  | "out_of_memory"
  | "timeout"
  | "crashed"
  | "unsupported_image"
  | "invalid_mark"
  | "invalid_font"
  | "invalid_credential"
  | "already_sealed"
  | "busy"
  | "closed";

/** Thrown by every operation of the engine. `message` names the value, the expectation and the next step. */
export class PdfError extends Error {
  readonly code: PdfErrorCode;

  constructor(code: PdfErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PdfError";
    this.code = code;
  }
}

/** True for an error of this package, also across copies of the package. */
export function isPdfError(error: unknown): error is PdfError {
  return error instanceof Error && error.name === "PdfError" && "code" in error;
}
