// Posts a received callback to another address with the same bytes, and says how that address answered.

import type { CallbackDetail } from "@creditnexus/contract";
import { CALLBACK_SIGNATURE_HEADER, DIGISIGNER_EVENT_ACCEPTED } from "@creditnexus/digisigner";

/** Headers that belong to the callback itself and not to the connection it came over. */
const HANDED_ON = ["content-type", CALLBACK_SIGNATURE_HEADER.toLowerCase()];
const TIMEOUT_MS = 30_000;

export interface Forwarded {
  /** Without its query, which may hold a token. */
  url: string;
  /** 0 when no answer came. */
  status: number;
  /** Whether DigiSigner would take the answer for an acknowledgement. */
  accepted: boolean;
  error: string | null;
}

export const forwardCallback = async (
  callback: CallbackDetail,
  url: string,
  signal: AbortSignal,
): Promise<Forwarded> => {
  const headers = Object.entries(callback.headers).filter(([name]) => HANDED_ON.includes(name.toLowerCase()));
  const shown = url.replace(/[?#].*$/, "");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: Buffer.from(callback.body_base64, "base64"),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const accepted = response.status === 200 && (await response.text()) === DIGISIGNER_EVENT_ACCEPTED;
    return { url: shown, status: response.status, accepted, error: null };
  } catch (error) {
    // What the other address does is a result to show, not a failure of this command.
    if (!(error instanceof Error)) throw error;
    const { cause } = error;
    return {
      url: shown,
      status: 0,
      accepted: false,
      error: cause instanceof Error ? cause.message : error.message,
    };
  }
};
