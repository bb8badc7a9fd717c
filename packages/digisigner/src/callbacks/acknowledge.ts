// The answer that tells DigiSigner a callback has arrived.
import { DIGISIGNER_EVENT_ACCEPTED } from "../wire.ts";

/**
 * The 25 bytes DigiSigner waits for, without a line break; anything else makes it try again.
 * @example
 * ```ts
 * console.log(new TextEncoder().encode(ACKNOWLEDGEMENT).length);
 * // 25
 * ```
 */
export const ACKNOWLEDGEMENT = DIGISIGNER_EVENT_ACCEPTED;

/**
 * A new answer with status 200, `text/plain` and exactly {@link ACKNOWLEDGEMENT}. Give it only once the
 * event is stored: DigiSigner does not send an acknowledged event again.
 * @example
 * ```ts
 * const response = acknowledge();
 * console.log(response.status, await response.text());
 * // 200 DIGISIGNER_EVENT_ACCEPTED
 * ```
 */
export function acknowledge(): Response {
  return new Response(ACKNOWLEDGEMENT, { status: 200, headers: { "content-type": "text/plain" } });
}
