// Timeouts, cut connections and aborts, before and after the request was sent.
import { getEventListeners } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import { DigiSigner } from "../index.ts";
import {
  connect,
  cut,
  failureOf,
  hang,
  json,
  listen,
  type Reply,
  signatureRequestBody,
  startServer,
} from "../testing/test-server.ts";

const once = { retry: { attempts: 1 } };
const quick = { ...once, timeoutMs: 40 };
const create = { documents: [{ documentId: "d" }] };

/** Sends the headers and a part of the body, then nothing. */
const stall: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/pdf", "content-length": "100" }).write("%PDF");
};

/** Sends the headers and a part of the body, then cuts. */
const breakOff: Reply = (response) => {
  stall(response, { method: "", path: "", headers: {}, body: Buffer.alloc(0) });
  setImmediate(() => response.socket?.destroy());
};

/** 64 KiB chunks, which tell how many were taken and whether the reader let go. */
function longSource(limit: number) {
  let given = 0;
  let isClosed = false;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      while (given++ < limit) yield new Uint8Array(65_536);
    } finally {
      isClosed = true;
    }
  }
  return { chunks: chunks(), state: () => ({ given, isClosed }) };
}

describe("a server that does not answer", () => {
  it("times out a read, which may be repeated", async () => {
    const server = await startServer(hang);
    const call = connect(server, quick).client.documents.fields("d");
    await expect(call).rejects.toMatchObject({ code: "timeout", retryable: true, outcomeUnknown: false });
    await expect(call).rejects.toThrow("nothing moved for 40 ms");
  });

  it("times out a create, whose outcome is then unknown", async () => {
    const server = await startServer(hang);
    const call = connect(server, quick).client.signatureRequests.create(create);
    await expect(call).rejects.toMatchObject({ code: "timeout", outcomeUnknown: true });
    await expect(call).rejects.toThrow("look before sending it again");
  });

  it("times out by the limit of the call instead of the client's", async () => {
    const server = await startServer(hang);
    const call = connect(server, once).client.documents.fields("d", { timeoutMs: 30 });
    await expect(call).rejects.toThrow("nothing moved for 30 ms");
  });

  it("is waited for without end when the limit is Infinity", async () => {
    const late: Reply = (response, request) => {
      setTimeout(() => json({ document_fields: [] })(response, request), 50);
    };
    const server = await startServer(late);
    const call = connect(server, { ...once, timeoutMs: Number.POSITIVE_INFINITY }).client.documents.fields(
      "d",
    );
    await expect(call).resolves.toEqual([]);
  });

  it("is tried again", async () => {
    const server = await startServer(hang, json({ document_fields: [] }));
    await expect(connect(server, { timeoutMs: 40 }).client.documents.fields("d")).resolves.toEqual([]);
  });

  it("times out even when the given fetch knows no signal", async () => {
    const client = new DigiSigner({ apiKey: "k", ...quick, fetch: () => new Promise(() => undefined) });
    await expect(client.documents.fields("d")).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("a body that stops", () => {
  it("times out while JSON is read", async () => {
    const server = await startServer(stall);
    const call = connect(server, quick).client.documents.fields("d");
    await expect(call).rejects.toMatchObject({ code: "timeout" });
  });

  it("times out a download while it is read", async () => {
    const server = await startServer(stall);
    const download = await connect(server, quick).client.documents.download("d");
    await expect(download.bytes()).rejects.toMatchObject({ code: "timeout", retryable: true });
  });

  it("does not time out a download that nobody reads yet", async () => {
    const server = await startServer(json("%PDF-1.7"));
    const { client } = connect(server, { ...once, timeoutMs: 20 });
    const download = await client.documents.download("d");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(Buffer.from(await download.bytes()).toString()).toBe("%PDF-1.7");
  });

  it("is a broken connection when it is cut", async () => {
    const server = await startServer(breakOff);
    const download = await connect(server, once).client.documents.download("d");
    await expect(download.bytes()).rejects.toMatchObject({ code: "connection", retryable: true });
  });

  it("is a broken connection when it ends early without a cut", async () => {
    const answer = () => new Response("%PDF", { headers: { "content-length": "100" } });
    const client = new DigiSigner({ apiKey: "k", ...once, fetch: async () => answer() });
    const download = await client.documents.download("d");
    expect(download.contentLength).toBe(100);
    await expect(download.arrayBuffer()).rejects.toThrow("the body ended after 4 of 100 bytes");
  });

  it("leaves a create's outcome unknown", async () => {
    const server = await startServer(breakOff);
    const call = connect(server).client.signatureRequests.create(create);
    await expect(call).rejects.toMatchObject({ code: "connection", outcomeUnknown: true });
  });
});

describe("a connection that is cut", () => {
  it("after the request was sent leaves a create's outcome unknown", async () => {
    const server = await startServer(cut);
    const call = connect(server).client.signatureRequests.create(create);
    await expect(call).rejects.toMatchObject({ code: "connection", outcomeUnknown: true, retryable: false });
  });

  it("that never came about leaves nothing unknown", async () => {
    const probe = createServer();
    const url = await listen(probe);
    await new Promise((resolve) => probe.close(resolve));
    const client = new DigiSigner({ apiKey: "k", baseUrl: url, ...once });
    const error = await failureOf(client.signatureRequests.create(create));
    expect(error).toMatchObject({ code: "connection", outcomeUnknown: false, retryable: true });
    expect((error as Error).message).toContain("ECONNREFUSED");
  });

  it("to a host without an address leaves nothing unknown", async () => {
    const client = new DigiSigner({ apiKey: "k", baseUrl: "http://nowhere.invalid/v1", ...once });
    const call = client.signatureRequests.create(create);
    await expect(call).rejects.toMatchObject({ code: "connection", outcomeUnknown: false });
  });

  it("in the middle of a streamed upload leaves nothing unknown: no server accepts half a file", async () => {
    const server = createServer((request) => request.once("data", () => request.socket.destroy()));
    const url = await listen(server);
    // Long enough to be cut in, short enough for a client that would read on.
    const source = longSource(4000);
    const client = new DigiSigner({ apiKey: "k", baseUrl: url });
    const call = client.documents.upload(source.chunks, { filename: "a.pdf" });
    await expect(call).rejects.toMatchObject({ code: "connection", outcomeUnknown: false });
    expect(source.state()).toMatchObject({ isClosed: true });
    expect(source.state().given).toBeLessThan(1000);
  });
});

describe("a streamed upload", () => {
  it("that the server refuses half-way is not read to its end", async () => {
    const server = createServer((request, response) => {
      request.once("data", () => {
        response.writeHead(413, { "content-type": "application/json" }).end('{"message":"Too large."}');
      });
    });
    const client = new DigiSigner({ apiKey: "k", baseUrl: await listen(server) });
    const source = longSource(4000);
    const call = client.documents.upload(source.chunks, { filename: "a.pdf" });
    await expect(call).rejects.toMatchObject({ code: "too_large", outcomeUnknown: false });
    await expect.poll(() => source.state().isClosed).toBe(true);
    expect(source.state().given).toBeLessThan(4000);
  });

  it("times out when the server stops reading, and only then", async () => {
    const server = createServer((request) => request.once("data", () => request.pause()));
    const client = new DigiSigner({ apiKey: "k", baseUrl: await listen(server), timeoutMs: 100 });
    const source = longSource(4000);
    const call = client.documents.upload(source.chunks, { filename: "a.pdf" });
    await expect(call).rejects.toMatchObject({ code: "timeout", outcomeUnknown: false });
    expect(source.state().given).toBeLessThan(4000);
  });

  it("may take longer than the limit as long as something moves", async () => {
    const server = await startServer(json({ document_id: "d-1" }));
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (let chunk = 0; chunk < 6; chunk++) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        yield new Uint8Array(10);
      }
    }
    const { client } = connect(server, { timeoutMs: 250 });
    await expect(client.documents.upload(slow(), { filename: "a.pdf" })).resolves.toEqual({
      documentId: "d-1",
    });
  });

  it("whose source fails says so and has uploaded nothing", async () => {
    const server = await startServer(json({ document_id: "d-1" }));
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error("disk on fire");
    }
    const call = connect(server).client.documents.upload(failing(), { filename: "a.pdf" });
    await expect(call).rejects.toMatchObject({ code: "source", outcomeUnknown: false, retryable: false });
    await expect(call).rejects.toThrow("disk on fire");
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [9, "it has more bytes, announced were 9"],
    [11, "it has 10 bytes, announced were 11"],
  ])("of 10 bytes announced as %i is refused", async (size, reason) => {
    const server = await startServer(json({ document_id: "d-1" }));
    async function* ten(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
    }
    const call = connect(server).client.documents.upload(ten(), { filename: "a.pdf", size });
    await expect(call).rejects.toMatchObject({ code: "source" });
    await expect(call).rejects.toThrow(reason);
    expect(server.requests).toHaveLength(0);
  });

  it("of text instead of bytes is refused with the reason", async () => {
    const server = await startServer(json({ document_id: "d-1" }));
    const text = new ReadableStream({ pull: (controller) => controller.enqueue("text") });
    const call = connect(server).client.documents.upload(text, { filename: "a.pdf" });
    await expect(call).rejects.toThrow("the stream gave a string; give a stream of Uint8Array");
  });
});

describe("the caller's signal", () => {
  it("stops a call under way and hands its reason on", async () => {
    const controller = new AbortController();
    const server = await startServer(() => controller.abort(new Error("user left")));
    const call = connect(server).client.signatureRequests.create(create, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: "aborted", outcomeUnknown: true, retryable: false });
    await expect(call).rejects.toMatchObject({ cause: { message: "user left" } });
  });

  it("that has fired already lets nothing out", async () => {
    const server = await startServer(json({}));
    const call = connect(server).client.signatureRequests.create(create, { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: "aborted", outcomeUnknown: false });
    expect(server.requests).toHaveLength(0);
  });

  it("that fires while a hook delays the call lets nothing out", async () => {
    const server = await startServer(json({}));
    const controller = new AbortController();
    const { client } = connect(server, { onRequest: async () => controller.abort() });
    const call = client.signatureRequests.create(create, { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: "aborted", outcomeUnknown: false });
    expect(server.requests).toHaveLength(0);
  });

  it("stops the wait before the next attempt", async () => {
    const server = await startServer(json({ message: "Later." }, 429, { "retry-after": "50" }));
    const controller = new AbortController();
    const client = new DigiSigner({
      apiKey: "k",
      baseUrl: server.url,
      onResponse: () => setImmediate(() => controller.abort()),
    });
    const call = client.documents.fields("d", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: "aborted" });
    expect(server.requests).toHaveLength(1);
  });

  it("stops a download while it is read", async () => {
    const server = await startServer(stall);
    const controller = new AbortController();
    const { client } = connect(server);
    const download = await client.documents.download("d", { signal: controller.signal });
    const reading = download.bytes();
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: "aborted" });
  });

  it("is let go of when the call has ended", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const server = await startServer(
      json(signatureRequestBody()),
      json("%PDF"),
      json({ message: "No." }, 404),
      json({}),
    );
    const { client } = connect(server);
    await client.signatureRequests.get("r", { signal });
    await (await client.documents.download("d", { signal })).bytes();
    await failureOf(client.documents.fields("d", { signal }));
    await client.documents.delete("d", { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});
