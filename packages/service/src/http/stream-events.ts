// The live timeline of a signature as server-sent events.
import type { FastifyReply, FastifyRequest } from "fastify";
import { loadSignature } from "../domain/signatures/load-signatures.ts";
import type { Signature } from "../domain/signatures/signature.ts";
import { signatureToWire } from "../domain/signatures/wire.ts";
import type { TimelineEntry } from "../domain/timeline/entry.ts";
import { readTimeline } from "../domain/timeline/read-timeline.ts";
import { entryToWire } from "../domain/timeline/wire.ts";
import type { HttpContext } from "./context.ts";

/** Proxies cut connections that are silent for a minute. */
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

/**
 * Sends a `timeline` event per entry after `Last-Event-ID` (its id is the sequence) and, after each group of them, one
 * `signature` event with the whole signature. Lives until the client or the service goes away.
 */
export const streamEvents = async (
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  signature: Signature,
): Promise<FastifyReply> => {
  const { workspaceId, signatureId } = signature;
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

  const tell = async (entries: readonly TimelineEntry[]): Promise<void> => {
    const now = await loadSignature(context.db, workspaceId, signatureId);
    for (const entry of entries) response.write(message("timeline", entryToWire(entry), entry.sequence));
    response.write(message("signature", signatureToWire(now)));
  };
  const end = (error: unknown): void => {
    request.log.warn({ err: error }, "event stream ended");
    response.end();
  };

  const after = lastSeen(request);
  const missed = await readTimeline(context.db, { workspaceId, signatureId }, after);
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
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
  response.on("close", () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  return reply;
};
