// Large files pass through in constant memory, in both directions.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { afterEach, expect, it, vi } from "vitest";
import { DigiSigner } from "../index.ts";
import { connect, json, listen, startServer } from "../testing/test-server.ts";

const MEGABYTE = 1024 * 1024;
const SIZE_MB = 512;
// What waits for the garbage collector, about 100 MB here; a file held in memory takes all of its size.
const ALLOWED_GROWTH_MB = 256;

async function* megabytes(count: number, onChunk: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) {
    onChunk();
    yield new Uint8Array(MEGABYTE).fill(index % 256);
  }
}

/** Samples memory that holds file contents: Node keeps them outside of its heap. */
function memoryMeter() {
  const start = process.memoryUsage().arrayBuffers;
  let peak = start;
  return {
    sample: () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    },
    growthMb: () => (peak - start) / MEGABYTE,
  };
}

it(`uploads ${SIZE_MB} MB byte for byte with flat memory`, async () => {
  const received = createHash("sha256");
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => {
      received.update(chunk);
      bytes += chunk.length;
    });
    request.on("end", () =>
      response.setHeader("content-type", "application/json").end('{"document_id":"d-1"}'),
    );
  });
  const client = new DigiSigner({ apiKey: "k", baseUrl: await listen(server) });
  const meter = memoryMeter();
  const file = megabytes(SIZE_MB, meter.sample);
  await client.documents.upload(file, { filename: "a.pdf", size: SIZE_MB * MEGABYTE });
  expect(bytes).toBeGreaterThan(SIZE_MB * MEGABYTE);
  expect(bytes).toBeLessThan(SIZE_MB * MEGABYTE + 1000);
  expect(meter.growthMb()).toBeLessThan(ALLOWED_GROWTH_MB);
});

it(`downloads ${SIZE_MB} MB byte for byte with flat memory`, async () => {
  const expected = createHash("sha256");
  const server = createServer(async (_request, response) => {
    response.writeHead(200, { "content-type": "application/pdf", "content-length": SIZE_MB * MEGABYTE });
    for await (const chunk of megabytes(SIZE_MB)) {
      expected.update(chunk);
      if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end();
  });
  const client = new DigiSigner({ apiKey: "k", baseUrl: await listen(server) });
  const download = await client.documents.download("d-1");
  expect(download).toMatchObject({ contentType: "application/pdf", contentLength: SIZE_MB * MEGABYTE });
  const received = createHash("sha256");
  const meter = memoryMeter();
  for await (const chunk of download.body) {
    received.update(chunk);
    meter.sample();
  }
  expect(received.digest("hex")).toBe(expected.digest("hex"));
  expect(meter.growthMb()).toBeLessThan(ALLOWED_GROWTH_MB);
});

/** A runtime whose Request does as `change` says. */
function stubRequest(change: (init: RequestInit) => RequestInit): void {
  const RealRequest = globalThis.Request;
  const Stub = class extends RealRequest {
    constructor(input: string, init: RequestInit) {
      super(input, change(init));
    }
  };
  vi.stubGlobal("Request", Stub);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("collects a stream first where a browser's rules take the length away", async () => {
  stubRequest(({ headers: _forbidden, ...init }) => init);
  const server = await startServer(json({ document_id: "d-1" }));
  await connect(server).client.documents.upload(megabytes(3), { filename: "a.pdf" });
  expect(server.requests[0]?.headers["content-length"]).toBe(String(server.requests[0]?.body.length));
  expect(server.requests[0]?.body.length).toBeGreaterThan(3 * MEGABYTE);
});

it("streams where redirects cannot be made errors", async () => {
  stubRequest((init) => {
    if (init.redirect === "error") throw new TypeError("Invalid redirect value");
    return init;
  });
  const server = await startServer(json({ document_id: "d-1" }));
  await connect(server).client.documents.upload(megabytes(3), { filename: "a.pdf" });
  expect(server.requests[0]?.headers["transfer-encoding"]).toBe("chunked");
});
