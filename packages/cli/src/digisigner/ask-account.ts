// Asks DigiSigner about an account: whether a key opens it and, when wanted, which mode it is in.
import { type AccountMode, checkKey, DigiSigner, detectMode, type KeyCheck } from "@creditnexus/digisigner";
import { samplePdf } from "../sample-pdf.ts";

export interface Account {
  apiKey: string;
  baseUrl: string;
  signal: AbortSignal;
}

const KEY_ATTEMPTS = 2;

/** A key or an address that no client can be made of is a reason, too. */
export const askKey = async ({ apiKey, baseUrl, signal }: Account): Promise<KeyCheck> => {
  try {
    const client = new DigiSigner({ apiKey, baseUrl, retry: { attempts: KEY_ATTEMPTS } });
    return await checkKey(client, { signal });
  } catch (error) {
    if (error instanceof TypeError) return { outcome: "unknown", why: error.message };
    throw error;
  }
};

/** Uploads a page, looks at it and deletes it again: only when somebody asked for that. */
export const askMode = async ({ apiKey, baseUrl, signal }: Account): Promise<AccountMode> => {
  // Loaded only now: the PDF engine is large, and most commands never need it.
  const { createPdfEngine, isPdfError } = await import("@creditnexus/pdf");
  const pdf = createPdfEngine({ workers: 1 });
  const textOf = async (bytes: Uint8Array): Promise<string | undefined> => {
    try {
      return (await pdf.text(bytes)).map(({ text }) => text).join("\n");
    } catch (error) {
      if (isPdfError(error)) return undefined;
      throw error;
    }
  };
  try {
    const page = samplePdf("Which mode is this account in?");
    return await detectMode(new DigiSigner({ apiKey, baseUrl }), { page, textOf }, { signal });
  } finally {
    await pdf.close();
  }
};
