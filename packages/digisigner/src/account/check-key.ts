// Finds out whether an API key opens DigiSigner, without changing anything there.
import type { DigiSigner } from "../digisigner.ts";
import { AuthenticationError, DigiSignerError, NotFoundError } from "../errors.ts";
import type { CallOptions } from "../options.ts";

export type KeyCheck =
  | { outcome: "valid" }
  | { outcome: "refused" }
  /** Nothing that speaks DigiSigner's API answered, or it was busy. */
  | { outcome: "unknown"; why: string };

/**
 * Reads a request that cannot exist: a valid key gets "not found", a wrong one is refused.
 * @example
 * ```ts
 * const key = await checkKey(digisigner);
 * console.log(key.outcome);
 * // valid
 * ```
 */
export const checkKey = async (
  digisigner: Pick<DigiSigner, "signatureRequests">,
  options: CallOptions = {},
): Promise<KeyCheck> => {
  try {
    await digisigner.signatureRequests.get(crypto.randomUUID(), options);
    return { outcome: "valid" };
  } catch (error) {
    if (error instanceof NotFoundError && error.vendorMessage !== undefined) return { outcome: "valid" };
    if (error instanceof AuthenticationError) return { outcome: "refused" };
    if (error instanceof DigiSignerError) return { outcome: "unknown", why: error.message };
    throw error;
  }
};
