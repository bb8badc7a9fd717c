// Finds out whether an API key opens DigiSigner, without changing anything there.
import { randomUUID } from "node:crypto";
import { AuthenticationError, DigiSigner, DigiSignerError, NotFoundError } from "@creditnexus/digisigner";

export type KeyCheck =
  | { outcome: "valid" }
  | { outcome: "refused" }
  /** Nothing that speaks DigiSigner's API answered, or it was busy. */
  | { outcome: "unknown"; why: string };

/** Reads a request that cannot exist: a valid key gets "not found", a wrong one is refused. */
export const checkKey = async (input: {
  apiKey: string;
  baseUrl: string;
  signal: AbortSignal;
}): Promise<KeyCheck> => {
  try {
    const client = new DigiSigner({ apiKey: input.apiKey, baseUrl: input.baseUrl, retry: { attempts: 2 } });
    await client.signatureRequests.get(randomUUID(), { signal: input.signal });
    return { outcome: "valid" };
  } catch (error) {
    if (error instanceof NotFoundError && error.vendorMessage !== undefined) return { outcome: "valid" };
    if (error instanceof AuthenticationError) return { outcome: "refused" };
    if (error instanceof DigiSignerError || error instanceof TypeError) {
      return { outcome: "unknown", why: error.message };
    }
    throw error;
  }
};
