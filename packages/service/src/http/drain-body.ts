// Reads to its end the body of a request that was answered before all of it came.
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Beyond this, reading on costs more than the new connection that the caller would need. */
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;

const drain = ({ raw }: FastifyRequest): void => {
  if (raw.complete || raw.destroyed) return;
  let drained = 0;
  raw.on("data", (chunk: Uint8Array) => {
    drained += chunk.byteLength;
    if (drained > MAX_DRAINED_BYTES) raw.destroy();
  });
  // A connection that ends in the middle of what nobody wants is no fault of anybody.
  raw.on("error", () => raw.destroy());
  raw.unpipe();
  raw.resume();
};

/**
 * A refused upload leaves bytes in the connection. Unread, they block it: the caller's next request on the same connection
 * is never seen, and closing it instead can take the answer away before the caller has read it.
 */
export const drainUnreadBodies = (fastify: FastifyInstance): void => {
  fastify.addHook("onResponse", async (request) => drain(request));
};
