// Posts bytes to a URL, over a new connection to one of the addresses that were checked for it.
import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import type { Address } from "../guard/resolve-host.ts";

/** Bytes of an answer that are kept; a receiver could send for ever. */
const MAX_BODY_BYTES = 4096;

export type Answer = { status: number; retryAfter: string | undefined; body: string };

/** Answers every question with what was checked: the name is not asked for again. */
const pinned = (addresses: readonly Address[]): LookupFunction => {
  const [first] = addresses;
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    callback(null, first?.address ?? "", first?.family);
  };
};

/** The beginning of the body, also when the rest does not come. PostgreSQL's text knows no NUL. */
const beginning = async (response: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_BODY_BYTES) break;
    }
  } catch (error) {
    // The status has been read, and it alone decides; an aborted body is kept as far as it came.
    if (!(error instanceof Error)) throw error;
  }
  return Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES).toString("utf8").replaceAll("\0", "\uFFFD");
};

/** Redirects are answers like any other: nothing is followed. Rejects when no status arrives before `signal` aborts. */
export const post = async (input: {
  url: URL;
  headers: Record<string, string>;
  body: Buffer;
  addresses: readonly Address[];
  signal: AbortSignal;
}): Promise<Answer> => {
  const { url, headers, body, addresses, signal } = input;
  const send = url.protocol === "https:" ? https.request : http.request;
  const request = send(url, {
    method: "POST",
    headers: { ...headers, "content-length": String(body.length), connection: "close" },
    lookup: pinned(addresses),
    agent: false,
    signal,
  });
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.once("error", reject);
      request.end(body);
    });
    const text = await beginning(response);
    return { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"], body: text };
  } finally {
    // An error after the answer concerns nobody any more, but without a listener it would end the process.
    request.on("error", () => undefined);
    request.destroy();
  }
};
