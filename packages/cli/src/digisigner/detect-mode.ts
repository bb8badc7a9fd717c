// Finds out whether an account is in TEST or PROD mode: only TEST accounts put a watermark on what is uploaded.
import { DigiSigner, DigiSignerError } from "@creditnexus/digisigner";
import { samplePdf } from "../sample-pdf.ts";

/** `unknown` with the reason when the question could not be asked. */
export type Mode = { mode: "TEST" | "PROD" } | { mode: "unknown"; why: string };

/** Uploads a small page, looks whether it comes back as it went, and deletes it. Nobody is invited, no credit is used. */
export const detectMode = async (input: {
  apiKey: string;
  baseUrl: string;
  signal: AbortSignal;
}): Promise<Mode> => {
  const { signal } = input;
  try {
    const { documents } = new DigiSigner({ apiKey: input.apiKey, baseUrl: input.baseUrl });
    const sent = samplePdf("Which mode is this account in?");
    const { documentId } = await documents.upload(sent, { filename: "creditnexus-mode-check.pdf", signal });
    try {
      const { body } = await documents.download(documentId, { signal });
      const came = Buffer.from(await new Response(body).arrayBuffer());
      return { mode: came.equals(sent) ? "PROD" : "TEST" };
    } finally {
      await documents.delete(documentId);
    }
  } catch (error) {
    if (error instanceof DigiSignerError) return { mode: "unknown", why: error.message };
    throw error;
  }
};
