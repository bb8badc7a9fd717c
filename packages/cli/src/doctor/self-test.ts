// A callback of a type that does not exist, so that the whole way of a real one is tried and no agreement is touched.
import { routes, SELF_TEST_EVENT } from "@creditnexus/contract";
import { CALLBACK_SIGNATURE_HEADER, callbackUrl, signCallback } from "@creditnexus/digisigner";
import { type ProbeResult, probe } from "./probe.ts";

export const CALLBACK_PATH = routes.receiveCallback.path;
const TIMEOUT_MS = 15_000;

/**
 * Posts the self-test to `base`, as DigiSigner would with the token in the URL alone; `signature` proves it in a header
 * instead, which comes through where a query is dropped. The desk stores it in
 * its journal as an event of an unknown type and does nothing else.
 */
export const postSelfTest = async (input: {
  base: string;
  secret: string | undefined;
  /** Default: token. */
  proof?: "token" | "signature";
  now: Date;
  signal: AbortSignal;
}): Promise<ProbeResult> => {
  const body = JSON.stringify({ event_time: input.now.getTime(), event_type: SELF_TEST_EVENT });
  const plain = input.base + CALLBACK_PATH;
  const headers: Record<string, string> = { "content-type": "application/json" };
  const { secret, proof = "token" } = input;
  if (secret !== undefined && proof === "signature") {
    headers[CALLBACK_SIGNATURE_HEADER.toLowerCase()] = await signCallback(secret, body);
  }
  const url = secret !== undefined && proof === "token" ? await callbackUrl(plain, secret) : plain;
  return probe({ method: "POST", url, headers, body, timeoutMs: TIMEOUT_MS, signal: input.signal });
};
