// One HTTP call with nothing hidden: no redirect followed, no body decompressed, the certificate and its fault at hand.
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { TLSSocket } from "node:tls";

export interface ProbeAnswer {
  kind: "answer";
  status: number;
  headers: Record<string, string>;
  /** Raw bytes as they came over the wire after HTTP framing, at most 64 KiB. */
  body: Buffer;
  /** Of the server's certificate; undefined without TLS. */
  certificateExpires: Date | undefined;
  /** Milliseconds until the answer was complete. */
  took: number;
}

export interface ProbeFailure {
  kind: "failure";
  /** Node's code, such as `ECONNREFUSED`, `ENOTFOUND` or `CERT_HAS_EXPIRED`; `TIMEOUT` when nothing came. */
  code: string;
  message: string;
}

export type ProbeResult = ProbeAnswer | ProbeFailure;

const LARGEST_BODY = 64 * 1024;

const flat = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );

const expiryOf = (socket: unknown): Date | undefined => {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { valid_to: validTo } = socket.getPeerCertificate();
  return validTo === undefined ? undefined : new Date(validTo);
};

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : error.name);

/** Never throws for what the network or the server does: that is the result. */
export const probe = (input: {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<ProbeResult> =>
  new Promise((resolve) => {
    const started = performance.now();
    const timeout = AbortSignal.timeout(input.timeoutMs);
    const failed = (error: Error) => {
      const code = timeout.aborted ? "TIMEOUT" : codeOf(error);
      const message = timeout.aborted ? `no answer within ${input.timeoutMs / 1000} s` : error.message;
      resolve({ kind: "failure", code, message });
    };
    const request = new URL(input.url).protocol === "https:" ? requestHttps : requestHttp;
    const outgoing = request(
      input.url,
      {
        method: input.method,
        agent: false,
        headers: {
          "user-agent": "creditnexus-doctor",
          ...(input.body === undefined ? {} : { "content-length": String(Buffer.byteLength(input.body)) }),
          ...input.headers,
        },
        signal: AbortSignal.any([timeout, input.signal]),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        // Asked now: after the end the socket has forgotten its certificate.
        const certificateExpires = expiryOf(incoming.socket);
        incoming.on("error", failed);
        incoming.on("data", (chunk: Buffer) => {
          if (size < LARGEST_BODY) chunks.push(chunk);
          size += chunk.byteLength;
        });
        incoming.on("end", () =>
          resolve({
            kind: "answer",
            status: incoming.statusCode ?? 0,
            headers: flat(incoming.headers),
            body: Buffer.concat(chunks).subarray(0, LARGEST_BODY),
            certificateExpires,
            took: performance.now() - started,
          }),
        );
      },
    );
    outgoing.on("error", failed);
    outgoing.end(input.body);
  });
