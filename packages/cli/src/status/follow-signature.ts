// Follows one signature: the live stream of its timeline, and a plain read now and then where no stream comes through.
import { setTimeout as sleep } from "node:timers/promises";
import {
  ApiError,
  routes,
  Signature,
  type Signature as SignatureShape,
  TimelineEntry,
  type TimelineEntry as TimelineEntryShape,
} from "@creditnexus/contract";
import type { Context } from "../command/context.ts";
import { readEvents } from "./event-stream.ts";

export type Happening =
  | { type: "timeline"; entry: TimelineEntryShape }
  | { type: "signature"; signature: SignatureShape };

const POLL_MS = 2_000;
const FINAL = new Set(["completed", "declined", "expired", "cancelled", "failed"]);
const COLLECTED = new Set(["verified", "suspect", "failed"]);

/** Nothing more will happen: closed, and of a completed signature every document was collected or given up. */
export const isSettled = (signature: SignatureShape): boolean => {
  if (!FINAL.has(signature.status)) return false;
  if (signature.status !== "completed") return true;
  return signature.documents.every((document) => COLLECTED.has(document.signed.state));
};

const parsed = (type: string, data: string): Happening | undefined => {
  if (type === "timeline") return { type, entry: TimelineEntry.parse(JSON.parse(data)) };
  if (type === "signature") return { type, signature: Signature.parse(JSON.parse(data)) };
  return undefined;
};

/** The stream's body; undefined when what answers does not stream. */
const openStream = async (
  id: string,
  lastEventId: string | undefined,
  { settings, signal }: Context,
): Promise<AsyncIterable<Uint8Array> | undefined> => {
  const url = settings.url + routes.getSignatureEvents.path.replace("{signature_id}", encodeURIComponent(id));
  const headers = new Headers({ accept: "text/event-stream" });
  if (settings.apiKey !== undefined) headers.set("authorization", `Bearer ${settings.apiKey}`);
  if (lastEventId !== undefined) headers.set("last-event-id", lastEventId);
  const response = await fetch(url, { headers, signal }).catch((cause: unknown) => {
    throw ApiError.fromConnection("GET", url, cause);
  });
  if (!response.ok) throw await ApiError.fromResponse("GET", url, response);
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true) {
    await response.body?.cancel();
    return undefined;
  }
  return response.body ?? undefined;
};

async function* streamOnce(
  id: string,
  from: { lastEventId?: string },
  context: Context,
): AsyncGenerator<Happening> {
  const body = await openStream(id, from.lastEventId, context);
  if (body === undefined) return;
  for await (const event of readEvents(body)) {
    if (event.id !== undefined) from.lastEventId = event.id;
    const happening = parsed(event.type, event.data);
    if (happening !== undefined) yield happening;
  }
}

const mayComeBack = (error: unknown): boolean =>
  error instanceof ApiError ? error.retryable : error instanceof TypeError;

/**
 * Yields the signature, then every timeline entry and every change until it is settled. Survives a service that restarts:
 * only an answer that will not change (unknown id, wrong key) is thrown.
 */
export async function* followSignature(id: string, context: Context): AsyncGenerator<Happening> {
  const position: { lastEventId?: string } = {};
  let updatedAt: string | undefined;
  let first = true;
  while (true) {
    try {
      const signature = await context.desk.signatures.get(id, { signal: context.signal });
      if (signature.updated_at !== updatedAt) yield { type: "signature", signature };
      updatedAt = signature.updated_at;
      first = false;
      if (isSettled(signature)) return;
      for await (const happening of streamOnce(id, position, context)) {
        if (happening.type === "signature") updatedAt = happening.signature.updated_at;
        yield happening;
        if (happening.type === "signature" && isSettled(happening.signature)) return;
      }
    } catch (error) {
      if (context.signal.aborted || first || !mayComeBack(error)) throw error;
    }
    await sleep(POLL_MS, undefined, { signal: context.signal });
  }
}
