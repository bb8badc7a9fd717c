// The same receiver in Fastify: the raw body is kept for the signature, the answer is exactly 25 bytes.
import {
  ACKNOWLEDGEMENT,
  type DigiSignerEvent,
  EventParseError,
  parseEvent,
  verifyCallback,
  verifyCallbackToken,
} from "@creditnexus/digisigner";
import fastify, { type FastifyInstance } from "fastify";

export interface ServerOptions {
  readonly secret: string | readonly string[];
  readonly store: (event: DigiSignerEvent, rawBody: Buffer) => Promise<void>;
}

interface CallbackRoute {
  Body: Buffer | undefined;
  Querystring: { token?: string };
  Headers: { "x-digisigner-signature"?: string };
}

export function createServer({ secret, store }: ServerOptions): FastifyInstance {
  const server = fastify({ bodyLimit: 1024 * 1024 });
  // The signature covers the bytes as they came, so Fastify must not parse them first.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  server.post<CallbackRoute>("/digisigner", async (request, reply) => {
    const rawBody = request.body ?? Buffer.alloc(0);
    const header = request.headers["x-digisigner-signature"];
    const isAuthentic =
      (await verifyCallbackToken({ secret, token: request.query.token })) ||
      (await verifyCallback({ secret, rawBody, header }));
    if (!isAuthentic) return reply.code(401).type("text/plain").send("neither token nor signature is valid");

    try {
      await store(parseEvent(rawBody), rawBody);
    } catch (error) {
      if (!(error instanceof EventParseError)) throw error;
      return reply.code(400).type("text/plain").send(error.message);
    }
    // As bytes, since Fastify would add a charset to a text.
    return reply.code(200).header("content-type", "text/plain").send(Buffer.from(ACKNOWLEDGEMENT));
  });
  return server;
}
