// A receiver for DigiSigner's callbacks as one function from Request to Response: Deno, Bun, workers, Hono.
import {
  acknowledge,
  CALLBACK_SIGNATURE_HEADER,
  type DigiSignerEvent,
  EventParseError,
  parseEvent,
  verifyCallback,
  verifyCallbackToken,
} from "@creditnexus/digisigner";

export interface ReceiverOptions {
  /** The webhook secret; both the old and the new one during a rotation. */
  readonly secret: string | readonly string[];
  /** Keeps the event durably, for instance as a row. What it throws makes DigiSigner try again later. */
  readonly store: (event: DigiSignerEvent, rawBody: string) => Promise<void>;
}

/** Largest body read; real callbacks have a few kilobytes. */
const MAX_BYTES = 1024 * 1024;

export function createReceiver({ secret, store }: ReceiverOptions) {
  return async (request: Request): Promise<Response> => {
    if (request.method !== "POST")
      return new Response("POST only", { status: 405, headers: { allow: "POST" } });
    if (Number(request.headers.get("content-length")) > MAX_BYTES)
      return new Response("too large", { status: 413 });
    const rawBody = await request.text();

    const token = new URL(request.url).searchParams.get("token");
    const header = request.headers.get(CALLBACK_SIGNATURE_HEADER);
    const isAuthentic =
      (await verifyCallbackToken({ secret, token })) || (await verifyCallback({ secret, rawBody, header }));
    if (!isAuthentic) return new Response("neither token nor signature is valid", { status: 401 });

    let event: DigiSignerEvent;
    try {
      event = parseEvent(rawBody);
    } catch (error) {
      if (!(error instanceof EventParseError)) throw error;
      return new Response(error.message, { status: 400 });
    }
    await store(event, rawBody);
    // Only now: DigiSigner forgets an acknowledged event. What it says is a hint; ask the API before acting on it.
    return acknowledge();
  };
}
