// Finds out whether an account is in TEST or PROD mode: only TEST accounts write a watermark on what is uploaded.
import type { DigiSigner } from "../digisigner.ts";
import { DigiSignerError } from "../errors.ts";
import type { CallOptions } from "../options.ts";

/** `unknown` with the reason when the question could not be asked. */
export type AccountMode = { mode: "TEST" | "PROD" } | { mode: "unknown"; why: string };

/** What a watermark of a TEST account says, in whatever words: that it is a test, or binds nobody. */
const WATERMARK = /\b(test|not\s+(legally\s+)?binding)\b/i;

/** As one text: letters drawn one by one may come with spaces between them, or without any between words. */
const saysTest = (text: string): boolean => WATERMARK.test(text) || /\bT\s+E\s+S\s+T\b/.test(text);

/**
 * Uploads `page`, looks whether a watermark was written on it, and deletes it. Nobody is invited, no credit is used. Bytes
 * that differ prove nothing: an account in PROD mode may write the same page in another way.
 *
 * @param input `page` is a small PDF that does not say "test" itself; `textOf` reads the text of a PDF and
 *   answers undefined when it cannot
 * @example
 * ```ts
 * const page = new TextEncoder().encode("%PDF-1.7 a page");
 * const textOf = async (pdf: Uint8Array) => new TextDecoder().decode(pdf);
 * const found = await detectMode(digisigner, { page, textOf });
 * console.log(found.mode);
 * // PROD
 * ```
 */
export const detectMode = async (
  digisigner: Pick<DigiSigner, "documents">,
  input: {
    page: Uint8Array<ArrayBuffer>;
    textOf: (pdf: Uint8Array<ArrayBuffer>) => Promise<string | undefined>;
  },
  options: CallOptions = {},
): Promise<AccountMode> => {
  try {
    const { documents } = digisigner;
    const { documentId } = await documents.upload(input.page, {
      filename: "creditnexus-mode-check.pdf",
      ...options,
    });
    try {
      const { body } = await documents.download(documentId, options);
      const text = await input.textOf(new Uint8Array(await new Response(body).arrayBuffer()));
      if (text === undefined) return { mode: "unknown", why: "what came back could not be read as a PDF" };
      return { mode: saysTest(text) ? "TEST" : "PROD" };
    } finally {
      await documents.delete(documentId);
    }
  } catch (error) {
    if (error instanceof DigiSignerError) return { mode: "unknown", why: error.message };
    throw error;
  }
};
