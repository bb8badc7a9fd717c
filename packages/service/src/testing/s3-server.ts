// The few calls of S3 that the blob store makes, over HTTP and in memory.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

export type TestS3Server = {
  endpoint: string;
  /** By `bucket/key`; change one to play a damaged storage. */
  objects: Map<string, Buffer>;
  /** Requests refused because their signature header or checksum was wrong. */
  refused: string[];
  close(): Promise<void>;
};

type Answer = { status: number; headers?: Record<string, string>; body?: Buffer | string };

export async function startS3Server(buckets: readonly string[]): Promise<TestS3Server> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];

  async function answer(request: IncomingMessage): Promise<Answer> {
    const name = decodeURIComponent(new URL(request.url ?? "/", "http://s3").pathname.slice(1));
    const [bucket = "", ...key] = name.split("/");
    const body = await buffer(request);
    if (!request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ")) {
      refused.push(name);
      return failure(403, "AccessDenied");
    }
    if (!buckets.includes(bucket)) return failure(404, "NoSuchBucket");
    if (key.join("") === "") return { status: 200 };
    if (request.method === "PUT") {
      const checksum = createHash("sha256").update(body).digest("base64");
      if (request.headers["x-amz-checksum-sha256"] !== checksum) {
        refused.push(name);
        return failure(400, "BadDigest");
      }
      objects.set(name, body);
      return { status: 200 };
    }
    if (request.method === "DELETE") {
      objects.delete(name);
      return { status: 204 };
    }
    const stored = objects.get(name);
    if (stored === undefined) return failure(404, "NoSuchKey");
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    if (start === undefined || end === undefined) return { status: 200, body: stored };
    return { status: 206, body: stored.subarray(Number(start), Number(end) + 1) };
  }

  const server = createServer(async (request, response) => {
    const { status, headers = {}, body = "" } = await answer(request);
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    refused,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function failure(status: number, code: string): Answer {
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
  };
}
