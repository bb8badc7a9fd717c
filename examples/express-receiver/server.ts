// The same receiver in Express: the raw body is kept for the signature, the answer is exactly 25 bytes.
import {
  ACKNOWLEDGEMENT,
  CALLBACK_SIGNATURE_HEADER,
  type DigiSignerEvent,
  EventParseError,
  parseEvent,
  verifyCallback,
  verifyCallbackToken,
} from "@creditnexus/digisigner";
import express, { type Express } from "express";

export interface ServerOptions {
  readonly secret: string | readonly string[];
  readonly store: (event: DigiSignerEvent, rawBody: Buffer) => Promise<void>;
}

export function createApp({ secret, store }: ServerOptions): Express {
  const app = express();
  // The signature covers the bytes as they came, whatever their content type says.
  app.post("/digisigner", express.raw({ type: () => true, limit: "1mb" }), async (request, response) => {
    const rawBody: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { token } = request.query;
    const header = request.get(CALLBACK_SIGNATURE_HEADER);
    const isAuthentic =
      (typeof token === "string" && (await verifyCallbackToken({ secret, token }))) ||
      (await verifyCallback({ secret, rawBody, header }));
    if (!isAuthentic)
      return response.status(401).type("text/plain").send("neither token nor signature is valid");

    try {
      await store(parseEvent(rawBody), rawBody);
    } catch (error) {
      // Anything else ends as a 500, and DigiSigner tries again.
      if (!(error instanceof EventParseError)) throw error;
      return response.status(400).type("text/plain").send(error.message);
    }
    // As bytes, since Express would add a charset to a text.
    return response.status(200).setHeader("content-type", "text/plain").end(Buffer.from(ACKNOWLEDGEMENT));
  });
  return app;
}
