// Says in the API's words why a PDF was refused.
import { isPdfError, type PdfErrorCode } from "@creditnexus/pdf";
import { InvalidInputError, type ServiceError, TooLargeError, UnavailableError } from "../../errors.ts";

const REFUSALS: Partial<Record<PdfErrorCode, string>> = {
  empty: "empty_file",
  not_a_pdf: "not_a_pdf",
  encrypted: "encrypted_pdf",
  damaged: "damaged_pdf",
  too_many_pages: "pdf_too_costly",
  out_of_memory: "pdf_too_costly",
  timeout: "pdf_too_costly",
  // The child died on this input without a word: it is the document that cannot be read.
  crashed: "damaged_pdf",
};

/** The error to answer instead of `error`, or undefined when it has nothing to do with the PDF. */
export const pdfRefusal = (error: unknown): ServiceError | undefined => {
  if (!isPdfError(error)) return undefined;
  if (error.code === "too_large") {
    return new TooLargeError({ code: "file_too_large", message: error.message, cause: error });
  }
  if (error.code === "busy" || error.code === "closed") {
    return new UnavailableError({ code: "unavailable", message: error.message, cause: error });
  }
  const code = REFUSALS[error.code];
  return code === undefined
    ? undefined
    : new InvalidInputError({ code, message: error.message, cause: error });
};
