// The live timeline of a signature as server-sent events.
import type { ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { loadSignature } from "../domain/signatures/load-signatures.ts";
import type { Signature } from "../domain/signatures/signature.ts";
import { signatureToWire } from "../domain/signatures/wire.ts";
import type { TimelineEntry } from "../domain/timeline/entry.ts";
import { readTimeline } from "../domain/timeline/read-timeline.ts";
import { entryToWire } from "../domain/timeline/wire.ts";
import type { HttpContext } from "./context.ts";

/** Proxies cut connections that are silent for a minute; it is also the longest that a silent stream outlives its key. */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

export const wantsEvents = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes("text/event-stream") === true;

const message = (event: string, data: unknown, id?: number): string =>
  `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const lastSeen = (request: FastifyRequest): number => {
  const header = request.headers["last-event-id"];
  const sequence = Number(typeof header === "string" ? header : "0");
  return Number.isSafeInteger(sequence) && sequence > 0 ? sequence : 0;
};

/** A stream that was opened with a key or session lives no longer than it: asked before anything is told. */
export type StillAllowed = () => Promise<unknown>;

/**
 * Sends a `timeline` event per entry after `Last-Event-ID` (its id is the sequence) and, after each group of them, one
 * `signature` event with the whole signature. Lives until the client, the service or the caller's authority goes away;
 * a stream that ends for another reason is opened again by the client, which then gets the true answer.
 */
export const streamEvents = async (
  context: HttpContext,
  {
    request,
    reply,
    stillAllowed,
  }: { request: FastifyRequest; reply: FastifyReply; stillAllowed: StillAllowed },
  { workspaceId, signatureId }: Signature,
): Promise<FastifyReply> => {
  const response = openStream(reply);
  const isOpen = (): boolean => !response.destroyed && !response.writableEnded;
  const end = (error: unknown): void => {
    if (!isOpen()) return;
    request.log.info({ err: error }, "event stream ended");
    response.end();
  };
  const tell = async (entries: readonly TimelineEntry[]): Promise<void> => {
    if (!isOpen()) return;
    await stillAllowed();
    const now = await loadSignature(context.db, workspaceId, signatureId);
    if (!isOpen()) return;
    for (const entry of entries) response.write(message("timeline", entryToWire(entry), entry.sequence));
    response.write(message("signature", signatureToWire(now)));
  };
  const beat = async (): Promise<void> => {
    await stillAllowed();
    if (isOpen()) response.write(": still here\n\n");
  };

  try {
    const after = lastSeen(request);
    const missed = await readTimeline(context.db, { workspaceId, signatureId }, after);
    // Whoever left while that was read closed before there was anything to clean up.
    if (!isOpen()) return reply;
    // Written one group after the other, so that a slow read cannot turn their order round.
    let turn = tell(missed).catch(end);
    const unsubscribe = context.timeline.subscribe({
      workspaceId,
      signatureId,
      after: missed.at(-1)?.sequence ?? after,
      onEntries: (entries) => {
        turn = turn.then(() => tell(entries)).catch(end);
      },
    });
    const heartbeat = setInterval(() => void beat().catch(end), HEARTBEAT_MS);
    response.on("close", () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  } catch (error) {
    end(error);
  }
  return reply;
};

const openStream = (reply: FastifyReply): ServerResponse => {
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    connection: "keep-alive",
    "x-accel-buffering": "no",
  });
  response.write(`retry: ${RETRY_MS}\n\n`);
  return response;
};
