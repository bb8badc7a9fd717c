// Reads and deletes are repeated politely; creates and uploads never.
import { describe, expect, it } from "vitest";
import type { RequestInfo, ResponseInfo } from "../index.ts";
import {
  connect,
  cut,
  failureOf,
  json,
  type Reply,
  signatureRequestBody,
  startServer,
} from "../testing/test-server.ts";

const fields = json({ document_fields: [] });
const unavailable = json({ message: "Later." }, 503);
const create = { documents: [{ documentId: "d" }] };

it("repeats a read after a failure, waiting up to twice as long each time", async () => {
  const server = await startServer(unavailable, cut, unavailable, fields);
  const { client, waits } = connect(server);
  await expect(client.documents.fields("d")).resolves.toEqual([]);
  expect(waits).toEqual([499, 999, 1999]);
});

it("draws the whole wait by lot and caps it", async () => {
  const server = await startServer(unavailable);
  const draws = [0, 0.5, 0.5, 0.999_999];
  const retry = { attempts: 5, baseMs: 1000, maxMs: 3000 };
  const { client, waits } = connect(server, { retry, random: () => draws.shift() ?? 0 });
  await expect(client.documents.fields("d")).rejects.toMatchObject({ status: 503 });
  expect(waits).toEqual([0, 1000, 1500, 2999]);
  expect(server.requests).toHaveLength(5);
});

it("gives up after four attempts by default", async () => {
  const server = await startServer(unavailable);
  await expect(connect(server).client.documents.fields("d")).rejects.toMatchObject({ status: 503 });
  expect(server.requests).toHaveLength(4);
});

it.each([400, 401, 402, 403, 404, 409, 501])("does not repeat what %i says will not help", async (status) => {
  const server = await startServer(json({ message: "No." }, status));
  await expect(connect(server).client.documents.fields("d")).rejects.toMatchObject({ status });
  expect(server.requests).toHaveLength(1);
});

it("repeats a read whose body broke off", async () => {
  const broken: Reply = (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"document_fields"');
    setImmediate(() => response.socket?.destroy());
  };
  const server = await startServer(broken, fields);
  await expect(connect(server).client.documents.fields("d")).resolves.toEqual([]);
});

it("repeats a download only until its headers have come", async () => {
  const server = await startServer(unavailable, json("%PDF"));
  const download = await connect(server).client.documents.download("d");
  expect(Buffer.from(await download.bytes()).toString()).toBe("%PDF");
});

describe("a create or an upload", () => {
  it.each([
    ["429", json({ message: "Slow." }, 429, { "retry-after": "1" }), false],
    ["503", unavailable, true],
    ["a cut connection", cut, true],
  ])("is sent once in spite of %s", async (_name, reply, outcomeUnknown) => {
    const server = await startServer(reply);
    const { client } = connect(server);
    const facts = { retryable: !outcomeUnknown, outcomeUnknown };
    await expect(client.signatureRequests.create(create)).rejects.toMatchObject(facts);
    await expect(client.documents.upload(new Uint8Array(1), { filename: "a.pdf" })).rejects.toMatchObject(
      facts,
    );
    await expect(client.documents.addContent("d", [])).rejects.toMatchObject(facts);
    expect(server.requests).toHaveLength(3);
  });
});

describe("Retry-After", () => {
  const busy = (headers: Record<string, string>) => json({ message: "Slow." }, 429, headers);

  it.each([
    ["seconds", { "retry-after": "7" }, 7000],
    ["zero", { "retry-after": "0" }, 0],
    [
      "a date, measured by the server's clock",
      { "retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", date: "Wed, 21 Oct 2015 07:28:00 GMT" },
      30_000,
    ],
    ["a date that has passed", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }, 0],
    ["nothing readable", { "retry-after": "soon" }, 499],
    ["a negative number", { "retry-after": "-1" }, 499],
  ])("given as %s is waited for", async (_name, headers, wait) => {
    const server = await startServer(busy(headers), fields);
    const { client, waits } = connect(server);
    await client.documents.fields("d");
    expect(waits).toEqual([wait]);
  });

  it("counts for 503 as well", async () => {
    const server = await startServer(json({ message: "Later." }, 503, { "retry-after": "3" }), fields);
    const { client, waits } = connect(server);
    await client.documents.fields("d");
    expect(waits).toEqual([3000]);
  });

  it("beyond the cap is handed to the caller instead of waited for", async () => {
    const server = await startServer(busy({ "retry-after": "3600" }));
    const { client, waits } = connect(server);
    await expect(client.documents.fields("d")).rejects.toMatchObject({
      code: "rate_limited",
      retryAfterMs: 3_600_000,
    });
    expect(waits).toEqual([]);
  });
});

describe("a delete", () => {
  const gone = json({ message: "Document not found." }, 404);

  it("of something that is not there is an error", async () => {
    const server = await startServer(gone);
    await expect(connect(server).client.documents.delete("d")).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    ["the connection was cut", cut],
    ["a gateway gave up", json("", 504)],
  ])("is done when %s and the next attempt finds nothing", async (_name, first) => {
    const server = await startServer(first, gone);
    await expect(connect(server).client.documents.delete("d")).resolves.toBeUndefined();
    expect(server.requests).toHaveLength(2);
  });

  it("is not done when the first attempt certainly had no effect", async () => {
    const server = await startServer(json({ message: "Slow." }, 429), gone);
    await expect(connect(server).client.documents.delete("d")).rejects.toMatchObject({ status: 404 });
  });

  it("keeps the outcome unknown when a later attempt fails for another reason", async () => {
    const server = await startServer(cut, json({ message: "Key expired." }, 401));
    const call = connect(server).client.documents.delete("d");
    await expect(call).rejects.toMatchObject({ code: "authentication", outcomeUnknown: true });
  });

  it.each(["", "{}", "deleted", "null"])("accepts the body %j", async (body) => {
    const server = await startServer(json(body));
    await expect(connect(server).client.documents.delete("d")).resolves.toBeUndefined();
  });
});

describe("the hooks", () => {
  it("see every attempt and its end", async () => {
    const server = await startServer(unavailable, json(signatureRequestBody()));
    const sent: RequestInfo[] = [];
    const ended: ResponseInfo[] = [];
    const { client } = connect(server, {
      onRequest: (r) => void sent.push(r),
      onResponse: (r) => void ended.push(r),
    });
    await client.signatureRequests.get("r");
    const url = `${server.url}/signature_requests/r`;
    expect(sent).toEqual([
      { method: "GET", url, attempt: 1 },
      { method: "GET", url, attempt: 2 },
    ]);
    expect(ended).toMatchObject([
      { method: "GET", url, attempt: 1, status: 503, error: { code: "server" } },
      { method: "GET", url, attempt: 2, status: 200, error: undefined },
    ]);
    expect(ended.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  it("can stop a call before it is sent", async () => {
    const server = await startServer(fields);
    const refusal = new Error("the budget is spent");
    const { client } = connect(server, { onRequest: () => Promise.reject(refusal) });
    expect(await failureOf(client.documents.fields("d"))).toBe(refusal);
    expect(server.requests).toHaveLength(0);
  });
});
