// One delivery attempt of one callback: POST, thirty seconds, no redirects, the exact acknowledgement.
import { createHmac } from "node:crypto";
import { CALLBACK_SIGNATURE_HEADER, DIGISIGNER_EVENT_ACCEPTED } from "@creditnexus/digisigner/wire";
import { CALLBACK_BODY_KEPT, CALLBACK_TIMEOUT_MS } from "../choices.ts";

/** The part of `fetch` that deliveries use, so that a test can stand in for the network. */
export type Deliver = (url: string, init: RequestInit) => Promise<Response>;

/** How an attempt ended; `accepted` only for status 200 with exactly the expected text. */
export interface Outcome {
  accepted: boolean;
  status?: number;
  body?: string;
  error?: string;
}

export async function attemptDelivery(
  deliver: Deliver,
  url: string,
  payload: string,
  secret: string | undefined,
  stopping: AbortSignal,
): Promise<Outcome> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "user-agent": "DigiSigner-Sandbox",
  };
  if (secret !== undefined) {
    headers[CALLBACK_SIGNATURE_HEADER] =
      `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
  }
  const signal = AbortSignal.any([AbortSignal.timeout(CALLBACK_TIMEOUT_MS), stopping]);
  try {
    const response = await deliver(url, {
      method: "POST",
      body: payload,
      headers,
      redirect: "manual",
      signal,
    });
    const body = await readStart(response);
    return {
      accepted: response.status === 200 && body === DIGISIGNER_EVENT_ACCEPTED,
      status: response.status,
      body,
    };
  } catch (error) {
    return { accepted: false, error: describe(error) };
  }
}

// An endless answer must not fill the memory: the rest is thrown away unread.
async function readStart(response: Response): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= CALLBACK_BODY_KEPT) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(Buffer.concat(chunks))
    .slice(0, CALLBACK_BODY_KEPT);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer within ${CALLBACK_TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
