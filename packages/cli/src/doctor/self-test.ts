// A callback of a type that does not exist, so that the whole way of a real one is tried and no agreement is touched.
import { routes, SELF_TEST_EVENT } from "@creditnexus/contract";
import { CALLBACK_SIGNATURE_HEADER, callbackUrl, signCallback } from "@creditnexus/digisigner";
import { type ProbeResult, probe } from "./probe.ts";

export const CALLBACK_PATH = routes.receiveCallback.path;
const TIMEOUT_MS = 15_000;

/**
 * Posts the self-test to `base` as DigiSigner would: with the token in the URL, and signed as well. The desk stores it in
 * its journal as an event of an unknown type and does nothing else.
 */
export const postSelfTest = async (input: {
  base: string;
  secret: string | undefined;
  now: Date;
  signal: AbortSignal;
}): Promise<ProbeResult> => {
  const body = JSON.stringify({ event_time: input.now.getTime(), event_type: SELF_TEST_EVENT });
  const plain = input.base + CALLBACK_PATH;
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (input.secret !== undefined) {
    headers[CALLBACK_SIGNATURE_HEADER.toLowerCase()] = await signCallback(input.secret, body);
  }
  const url = input.secret === undefined ? plain : await callbackUrl(plain, input.secret);
  return probe({ method: "POST", url, headers, body, timeoutMs: TIMEOUT_MS, signal: input.signal });
};
