// Callbacks: payloads, acceptance, the retry schedule on the virtual clock, order, redelivery, restarts, faults.
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { createReceiver, type Receiver } from "../testing/receiver.ts";
import { sendInOrder, signAll } from "../testing/rounds.ts";

const URLS = {
  documentSigned: "http://desk.test/signed",
  signatureRequestCompleted: "http://desk.test/completed",
};

const pdf = createPdfEngine({ workers: 2 });
let receiver: Receiver;
let sandbox: Sandbox;
let api: ApiClient;

async function start(options: SandboxOptions = {}): Promise<void> {
  sandbox = await createSandbox({ deliver: receiver.deliver, callbackUrls: URLS, pdf, ...options });
  api = apiClient(sandbox);
}

beforeEach(async () => {
  receiver = createReceiver();
  await start();
});
afterEach(() => sandbox.close());
afterAll(() => pdf.close());

/** A document that one person has signed: two callbacks. */
async function oneRound(): Promise<{ documentId: string; requestId: string }> {
  const documentId = await api.upload(agreementPdf());
  const request = await sendInOrder(api, documentId, ["jane@example.com"]);
  await signAll(api, request.signature_request_id);
  await sandbox.settle();
  return { documentId, requestId: request.signature_request_id };
}

const states = async (): Promise<string[]> =>
  (await api.control("GET", "/callbacks")).callbacks.map((item: { state: string }) => item.state);

test("both events carry exactly the documented keys, in their order, to their own URL", async () => {
  const { documentId, requestId } = await oneRound();
  const [signed, completed] = receiver.received;
  expect(receiver.received.map((item) => item.url)).toEqual([
    URLS.documentSigned,
    URLS.signatureRequestCompleted,
  ]);
  const time = JSON.parse(signed?.body ?? "").event_time;
  expect(signed?.body).toBe(
    `{"event_time":${time},"event_type":"DOCUMENT_SIGNED","document_id":"${documentId}","signer_email":"jane@example.com"}`,
  );
  expect(completed?.body).toBe(
    `{"event_time":${time + 1},"event_type":"SIGNATURE_REQUEST_COMPLETED","signature_request":` +
      `{"signature_request_id":"${requestId}","is_completed":true,"documents":[{"signers":` +
      `[{"email":"jane@example.com","is_signature_completed":true}],"document_id":"${documentId}"}]}}`,
  );
  expect(signed?.headers.get("content-type")).toBe("application/json");
  expect(signed?.headers.has("x-digisigner-signature")).toBe(false);
});

test.each<[string, () => Response]>([
  ["another status", () => new Response("DIGISIGNER_EVENT_ACCEPTED", { status: 201 })],
  ["a line feed after the text", () => new Response("DIGISIGNER_EVENT_ACCEPTED\n")],
  ["another text", () => new Response("ok")],
  ["nothing", () => new Response("")],
  ["a redirect", () => Response.redirect("http://desk.test/elsewhere", 302)],
])("%s is no acknowledgement", async (_name, answer) => {
  receiver.answer = answer;
  await oneRound();
  expect(await states()).toEqual(["pending", "pending"]);
});

test("retries come 5, 20, 65, 200, 605 and 1820 minutes after the attempt before, then never again", async () => {
  receiver.answer = () => new Response("no", { status: 500 });
  await api.control("PUT", "/settings", { callback_urls: { signature_request_completed: null } });
  await oneRound();
  await api.control("POST", "/clock", { advance: "46h" });
  const { callbacks } = await api.control("GET", "/callbacks");
  const signed = callbacks.find((item: { event_type: string }) => item.event_type === "DOCUMENT_SIGNED");
  const times = signed.attempts.map((attempt: { at: string }) => Date.parse(attempt.at));
  const gaps = times
    .slice(1)
    .map((time: number, index: number) => Math.round((time - times[index]) / 60_000));
  expect(gaps).toEqual([5, 20, 65, 200, 605, 1820]);
  expect(signed).toMatchObject({ state: "gave_up" });
  expect(signed.attempts.at(0)).toMatchObject({ status: 500, body: "no", url: URLS.documentSigned });
  expect(signed.attempts.at(-1).next_due).toBeUndefined();
  await api.control("POST", "/clock", { advance: "90d" });
  expect(receiver.received).toHaveLength(7);
});

test("a retry that is accepted ends the schedule", async () => {
  receiver.answer = () => new Response("no", { status: 503 });
  await oneRound();
  await api.control("POST", "/clock", { advance: "4m" });
  expect(receiver.received).toHaveLength(2);
  receiver.answer = undefined;
  await api.control("POST", "/clock", { advance: "2m" });
  expect(await states()).toEqual(["accepted", "accepted"]);
  await api.control("POST", "/clock", { advance: "46h" });
  expect(receiver.received).toHaveLength(4);
});

test("nobody listening is an error in the journal and a retry", async () => {
  receiver.answer = () => Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") }));
  await oneRound();
  const { callbacks } = await api.control("GET", "/callbacks");
  expect(callbacks[0].attempts[0]).toMatchObject({ error: "fetch failed: ECONNREFUSED" });
  expect(callbacks[0].next_due).toBeDefined();
});

test("without a URL an event is kept, and a redelivery sends it once there is one", async () => {
  await api.control("PUT", "/settings", {
    callback_urls: { document_signed: null, signature_request_completed: null },
  });
  await oneRound();
  expect(await states()).toEqual(["no_url", "no_url"]);
  const { callbacks } = await api.control("GET", "/callbacks");
  expect((await api.controlRaw("POST", `/callbacks/${callbacks[0].id}/redeliver`)).status).toBe(409);
  await api.control("PUT", "/settings", {
    callback_urls: { signature_request_completed: "http://desk.test/late" },
  });
  const redelivered = await api.control("POST", `/callbacks/${callbacks[0].id}/redeliver`);
  expect(redelivered).toMatchObject({ state: "accepted", attempts: [{ url: "http://desk.test/late" }] });
});

test("an accepted callback can be redelivered and stays accepted", async () => {
  await oneRound();
  const { callbacks } = await api.control("GET", "/callbacks");
  receiver.answer = () => new Response("no", { status: 500 });
  const again = await api.control("POST", `/callbacks/${callbacks[1].id}/redeliver`);
  expect(again).toMatchObject({ state: "accepted", attempts: [{ status: 200 }, { status: 500 }] });
});

test("with a secret every callback is signed over its exact bytes", async () => {
  await api.control("PUT", "/settings", { callback_secret: "shared secret" });
  await oneRound();
  for (const { body, headers } of receiver.received) {
    const expected = createHmac("sha256", "shared secret").update(body).digest("hex");
    expect(headers.get("x-digisigner-signature")).toBe(`sha256=${expected}`);
  }
  expect(receiver.received).toHaveLength(2);
});

test("over a real socket no redirect is followed and the answer's start is kept", async () => {
  await sandbox.close();
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(302, { location: "/elsewhere" }).end("x".repeat(100_000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  sandbox = await createSandbox({
    callbackUrls: { documentSigned: `http://127.0.0.1:${port}/hook` },
    pdfWorkers: 1,
  });
  api = apiClient(sandbox);
  await oneRound();
  const { callbacks } = await api.control("GET", "/callbacks");
  expect(paths).toEqual(["/hook"]);
  expect(callbacks[1].attempts[0]).toMatchObject({ status: 302, body: "x".repeat(2_000) });
  await new Promise((resolve) => server.close(resolve));
});

test("after a restart pending callbacks go on where they were", async () => {
  await sandbox.close();
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const dataFile = join(folder, "sandbox.sqlite");
  receiver.answer = () => new Response("no", { status: 500 });
  await start({ dataFile });
  await oneRound();
  const certificate = await sandbox.certificate();
  await sandbox.close();
  receiver.answer = undefined;
  await start({ dataFile });
  expect(await states()).toEqual(["pending", "pending"]);
  await api.control("POST", "/clock", { advance: "5m" });
  expect(await states()).toEqual(["accepted", "accepted"]);
  expect(await sandbox.certificate()).toBe(certificate);
  rmSync(folder, { recursive: true });
});

test("a stop does not wait for a receiver that hangs, and the callback goes out after the next start", async () => {
  await sandbox.close();
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const dataFile = join(folder, "sandbox.sqlite");
  const hanging = Promise.withResolvers<void>();
  sandbox = await createSandbox({
    dataFile,
    pdf,
    callbackUrls: URLS,
    deliver: (_url, { signal }) => {
      hanging.resolve();
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    },
  });
  api = apiClient(sandbox);
  const request = await sendInOrder(api, await api.upload(agreementPdf()), ["a@example.com"]);
  await signAll(api, request.signature_request_id);
  await hanging.promise;
  await sandbox.close();
  await start({ dataFile });
  await sandbox.settle();
  expect(receiver.events()).toEqual(["DOCUMENT_SIGNED", "SIGNATURE_REQUEST_COMPLETED"]);
  rmSync(folder, { recursive: true });
});

test("a stop ends an advance of the clock whose receiver hangs", async () => {
  await sandbox.close();
  const hanging = Promise.withResolvers<void>();
  let answersNothing = false;
  sandbox = await createSandbox({
    pdf,
    callbackUrls: URLS,
    deliver: async (_url, { signal }) => {
      if (!answersNothing) return new Response("no", { status: 500 });
      hanging.resolve();
      return new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener("abort", () => reject(new Error("aborted")));
      });
    },
  });
  api = apiClient(sandbox);
  await oneRound();
  answersNothing = true;
  const advance = api.control("POST", "/clock", { advance: "30h" });
  await hanging.promise;
  await sandbox.close();
  await advance;
});

test("a second sandbox on the same file is refused with one sentence", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  const dataFile = join(folder, "sandbox.sqlite");
  await using first = await createSandbox({ dataFile, pdf });
  await expect(createSandbox({ dataFile, pdf })).rejects.toThrow(
    /cannot open its state .*Stop the other sandbox/,
  );
  expect(first.apiKey).toBe("sandbox-api-key");
  rmSync(folder, { recursive: true });
});

test("a dropped callback is never sent, the other one is", async () => {
  await api.control("POST", "/faults", {
    name: "callback_drop",
    parameters: { event_type: "DOCUMENT_SIGNED" },
    times: 1,
  });
  await oneRound();
  await api.control("POST", "/clock", { advance: "46h" });
  expect(receiver.events()).toEqual(["SIGNATURE_REQUEST_COMPLETED"]);
  expect(await states()).toEqual(["accepted", "dropped"]);
});

test("a delayed callback waits on the sandbox's clock", async () => {
  await api.control("POST", "/faults", {
    name: "callback_delay",
    parameters: { event_type: "DOCUMENT_SIGNED", minutes: 30 },
  });
  await oneRound();
  expect(receiver.events()).toEqual(["SIGNATURE_REQUEST_COMPLETED"]);
  await api.control("POST", "/clock", { advance: "30m" });
  expect(receiver.events()).toEqual(["SIGNATURE_REQUEST_COMPLETED", "DOCUMENT_SIGNED"]);
});

test("a delay waits for a callback that goes somewhere", async () => {
  await api.control("POST", "/faults", {
    name: "callback_delay",
    parameters: { minutes: 30 },
    times: 1,
  });
  const { callback_urls: urls } = await api.control("GET", "/settings");
  await api.control("PUT", "/settings", { callback_urls: { ...urls, document_signed: null } });
  await oneRound();
  expect(receiver.events()).toEqual([]);
  await api.control("POST", "/clock", { advance: "30m" });
  expect(receiver.events()).toEqual(["SIGNATURE_REQUEST_COMPLETED"]);
});

test("a duplicated callback comes again with the same body", async () => {
  await api.control("POST", "/faults", {
    name: "callback_duplicate",
    parameters: { event_type: "DOCUMENT_SIGNED", copies: 2 },
    times: 1,
  });
  await oneRound();
  expect(receiver.events()).toEqual([...Array(3).fill("DOCUMENT_SIGNED"), "SIGNATURE_REQUEST_COMPLETED"]);
  expect(new Set(receiver.received.slice(0, 3).map((item) => item.body)).size).toBe(1);
});

test("reordered callbacks come newest first", async () => {
  await api.control("POST", "/faults", { name: "callback_reorder", times: 1 });
  await oneRound();
  expect(receiver.events()).toEqual(["SIGNATURE_REQUEST_COMPLETED", "DOCUMENT_SIGNED"]);
});

test.each<[string, RegExp]>([
  ["not_json", /^<html>/],
  ["truncated", /^\{"event_time":\d+,"event_type"[^}]*$/],
  ["unknown_event", /"event_type":"DOCUMENT_TELEPORTED"/],
  ["unknown_ids", /"document_id":"00000000-0000-4000-8000-000000000000"/],
])("a callback garbled as %s is right again at the retry", async (how, pattern) => {
  receiver.answer = () => new Response("no", { status: 500 });
  await api.control("POST", "/faults", {
    name: "callback_garble",
    parameters: { event_type: "DOCUMENT_SIGNED", how },
    times: 1,
  });
  const { documentId } = await oneRound();
  expect(receiver.received[0]?.body).toMatch(pattern);
  receiver.answer = undefined;
  await api.control("POST", "/clock", { advance: "5m" });
  const retried = receiver.received.slice(1).map((item) => JSON.parse(item.body));
  expect(retried.filter((event) => event.document_id === documentId)).toHaveLength(1);
});

test("events of several signers and documents come one per signer and document, completed last", async () => {
  const documents = [await api.upload(agreementPdf()), await api.upload(agreementPdf())];
  const request = await api.send({
    documents: documents.map((document_id) => ({
      document_id,
      signers: [{ email: "a@example.com" }, { email: "b@example.com" }],
    })),
  });
  await signAll(api, request.signature_request_id);
  await sandbox.settle();
  expect(receiver.events()).toEqual([...Array(4).fill("DOCUMENT_SIGNED"), "SIGNATURE_REQUEST_COMPLETED"]);
});

test("a scale lets retries come by themselves", async () => {
  receiver.answer = () => new Response("no", { status: 500 });
  await oneRound();
  const retried = new Promise<void>((resolve) => {
    receiver.answer = () => {
      resolve();
      return new Response("DIGISIGNER_EVENT_ACCEPTED");
    };
  });
  await api.control("POST", "/clock", { scale: 100_000 });
  await retried;
  expect(receiver.received.length).toBeGreaterThan(2);
});
