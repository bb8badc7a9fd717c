// The package's front door: checks the cheap things here and sends everything else to a capped child.
import { availableParallelism } from "node:os";
import type { CompareOptions, CompareReport } from "../compare/compare-report.ts";
import type { PdfInfo } from "../document/page-info.ts";
import { PdfError } from "../errors.ts";
import type { AcroField, FieldValue, FillOptions } from "../forms/acro-field.ts";
import type { CheckSealsOptions, SealOptions, SealReport } from "../seal/seal-report.ts";
import type { Mark, StampOptions } from "../stamp/marks.ts";
import type { PageText } from "../text/page-text.ts";
import { type PdfLimits, resolveLimits } from "./limits.ts";
import type { Operations } from "./operation-table.ts";
import type { OperationName } from "./operations.ts";
import { createPool } from "./pool.ts";

export interface PdfEngineOptions {
  /** Children at most; by default one per processor, between 2 and 4. */
  readonly workers?: number;
  readonly limits?: Partial<PdfLimits>;
  /**
   * Absolute paths of TrueType or OpenType files, asked for characters that the built-in fonts (Latin, Greek,
   * Cyrillic and more) cannot draw, for example a Noto Sans CJK.
   */
  readonly fontFiles?: readonly string[];
}

/**
 * Reads, stamps, fills, seals, checks and compares PDFs. Every call runs in a capped child process and rejects
 * with a {@link PdfError}; a file that breaks its child costs that one call only. Bytes handed in are not changed.
 */
export interface PdfEngine {
  open(pdf: Uint8Array): Promise<PdfInfo>;
  text(pdf: Uint8Array): Promise<readonly PageText[]>;
  /** Draws marks and returns the new file. Marks on pages that do not exist are skipped and reported. */
  stamp(pdf: Uint8Array, marks: readonly Mark[], options?: StampOptions): Promise<Uint8Array>;
  formFields(pdf: Uint8Array): Promise<readonly AcroField[]>;
  fillForm(pdf: Uint8Array, values: readonly FieldValue[], options?: FillOptions): Promise<Uint8Array>;
  /** Signs the file as it is (PAdES B-B), appending to it, so that earlier signatures stay valid. */
  seal(pdf: Uint8Array, options: SealOptions): Promise<Uint8Array>;
  checkSeals(pdf: Uint8Array, options?: CheckSealsOptions): Promise<SealReport>;
  /** Says whether `signed` still shows everything that `original` showed, and what was added. */
  compare(original: Uint8Array, signed: Uint8Array, options?: CompareOptions): Promise<CompareReport>;
  /** Starts a child ahead of the first call. */
  warm(): Promise<void>;
  /** Ends all children; calls under way reject with the code `closed`. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates an engine. Children start with the first call, keep no process alive while idle, and end with it.
 *
 * @example
 * ```ts
 * await using engine = createPdfEngine();
 * const { pageCount } = await engine.open(await readFile("agreement.pdf"));
 * ```
 */
export function createPdfEngine(options: PdfEngineOptions = {}): PdfEngine {
  const limits = resolveLimits(options.limits);
  const fontFiles = options.fontFiles ?? [];
  const pool = createPool(options.workers ?? Math.min(4, Math.max(2, availableParallelism())), limits);

  async function call<Name extends OperationName>(
    name: Name,
    input: Operations[Name]["input"],
    files: readonly Uint8Array[],
  ): Promise<Operations[Name]["output"]> {
    for (const file of files) refuseEarly(file, limits);
    // The channel to the child carries no types; the operation table on its other side fixes this one.
    return (await pool.run(name, input)) as Operations[Name]["output"];
  }

  return {
    open: (pdf) => call("open", { pdf }, [pdf]),
    text: (pdf) => call("text", { pdf }, [pdf]),
    async stamp(pdf, marks, stampOptions) {
      const result = await call("stamp", { pdf, marks, fontFiles }, [pdf]);
      stampOptions?.onReport?.(result.report);
      return result.pdf;
    },
    formFields: (pdf) => call("formFields", { pdf }, [pdf]),
    async fillForm(pdf, values, fillOptions) {
      const result = await call("fillForm", { pdf, values }, [pdf]);
      fillOptions?.onReport?.(result.report);
      return result.pdf;
    },
    seal: (pdf, sealOptions) => call("seal", { pdf, options: sealOptions }, [pdf]),
    checkSeals: (pdf, checkOptions = {}) => call("checkSeals", { pdf, options: checkOptions }, [pdf]),
    compare: (original, signed, compareOptions = {}) =>
      call("compare", { original, signed, options: compareOptions }, [original, signed]),
    warm: () => pool.warm(),
    close: () => pool.close(),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

const HEADER = Buffer.from("%PDF-");
// Readers look for the header this far into a file.
const HEADER_WITHIN = 1024;

function refuseEarly(file: Uint8Array, limits: PdfLimits): void {
  if (file.byteLength === 0) {
    throw new PdfError("empty", "The file is empty (0 bytes); a PDF is expected. Upload the document again.");
  }
  if (file.byteLength > limits.inputBytes) {
    throw new PdfError(
      "too_large",
      `The PDF has ${file.byteLength} bytes, at most ${limits.inputBytes} are allowed. Reduce its images or split it.`,
    );
  }
  const start = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, HEADER_WITHIN));
  if (start.indexOf(HEADER) === -1) {
    throw new PdfError(
      "not_a_pdf",
      `The file is no PDF: "%PDF-" is missing from its first ${HEADER_WITHIN} bytes. Export the document as PDF.`,
    );
  }
}
