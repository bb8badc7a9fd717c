// Each fault of the API as the typed client sees it: the right error, worth another try or not, and what was done.
import {
  AuthenticationError,
  ConnectionError,
  DigiSigner,
  type DigiSignerError,
  MalformedResponseError,
  NotFoundError,
  PaymentRequiredError,
  RateLimitedError,
  ServerError,
  TimeoutError,
} from "@creditnexus/digisigner";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { sendInOrder, signAll } from "../testing/rounds.ts";
import { FAULTS } from "./catalogue.ts";
import { describeFaults } from "./store.ts";

const pdf = createPdfEngine({ workers: 1 });
let sandbox: Sandbox;
let api: ApiClient;
let client: DigiSigner;

beforeEach(async () => {
  await sandbox?.close();
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
  client = new DigiSigner({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.apiUrl,
    fetch: sandbox.fetch,
    retry: { attempts: 1 },
  });
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

const arm = (name: string, parameters: object = {}): Promise<unknown> =>
  api.control("POST", "/faults", { name, parameters, times: 1 });

async function failure(call: Promise<unknown>): Promise<DigiSignerError> {
  return call.then(
    () => expect.fail("the call succeeded"),
    (error) => error,
  );
}

const upload = (): Promise<{ documentId: string }> =>
  client.documents.upload(agreementPdf(), { filename: "a.pdf" });

async function send(): Promise<unknown> {
  const documentId = await api.upload(agreementPdf());
  return client.signatureRequests.create({
    documents: [{ documentId, signers: [{ email: "a@example.com" }] }],
  });
}

test("503 on a read is a server error worth another try, and one time is one time", async () => {
  await arm("api_error", { endpoint: "read_request" });
  const error = await failure(client.signatureRequests.get("x"));
  expect(error).toBeInstanceOf(ServerError);
  expect(error).toMatchObject({ status: 503, retryable: true });
  expect(await failure(client.signatureRequests.get("x"))).toBeInstanceOf(NotFoundError);
});

test("503 on a send leaves the outcome unknown", async () => {
  await arm("api_error", { endpoint: "send_request" });
  expect(await failure(send())).toMatchObject({ status: 503, outcomeUnknown: true });
  expect((await api.control("GET", "/requests")).requests).toEqual([]);
});

test("429 carries Retry-After", async () => {
  await arm("api_error", { endpoint: "list_fields", status: 429, retry_after: 7, message: "Slow down" });
  const error = await failure(client.documents.fields("x"));
  expect(error).toBeInstanceOf(RateLimitedError);
  expect(error).toMatchObject({ retryable: true, retryAfterMs: 7_000, vendorMessage: "Slow down" });
});

test("a hanging call ends in the client's own timeout", async () => {
  await arm("api_hang", { endpoint: "read_request" });
  const error = await failure(client.signatureRequests.get("x", { timeoutMs: 50 }));
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ retryable: true });
});

test("a late answer is the right answer", async () => {
  await arm("api_latency", { milliseconds: 30 });
  const before = performance.now();
  expect(await failure(client.signatureRequests.get("x"))).toBeInstanceOf(NotFoundError);
  expect(performance.now() - before).toBeGreaterThanOrEqual(29);
});

test("a connection cut before the work: nothing was done, the client cannot know", async () => {
  await arm("api_cut", { endpoint: "upload_document" });
  const error = await failure(upload());
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ outcomeUnknown: true });
  expect((await api.control("GET", "/documents")).documents).toHaveLength(0);
});

test("a connection cut after the work: it is done although the client sees the same error", async () => {
  await arm("api_commit_then_cut", { endpoint: "upload_document" });
  expect(await failure(upload())).toMatchObject({ outcomeUnknown: true });
  expect((await api.control("GET", "/documents")).documents).toHaveLength(1);
});

test("a connection is cut on a real socket too", async () => {
  await using listening = await createSandbox({ port: 0, pdf });
  const control = apiClient(listening);
  await control.control("POST", "/faults", { name: "api_cut", times: 1 });
  const overSocket = new DigiSigner({
    apiKey: listening.apiKey,
    baseUrl: listening.apiUrl,
    retry: { attempts: 1 },
  });
  expect(await failure(overSocket.signatureRequests.get("x"))).toBeInstanceOf(ConnectionError);
  expect(await failure(overSocket.signatureRequests.get("x"))).toBeInstanceOf(NotFoundError);
});

test("an HTML page instead of JSON is a malformed response", async () => {
  await arm("api_garbage", { endpoint: "send_request" });
  expect(await failure(send())).toBeInstanceOf(MalformedResponseError);
  expect((await api.control("GET", "/requests")).requests).toHaveLength(1);
});

test("an expired key is an authentication error that no retry helps", async () => {
  await arm("expired_key");
  const error = await failure(client.documents.fields("x"));
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ retryable: false, vendorMessage: "The API key has expired." });
});

test("exhausted credits are a payment error that no retry helps", async () => {
  await arm("credits_exhausted");
  const error = await failure(send());
  expect(error).toBeInstanceOf(PaymentRequiredError);
  expect(error).toMatchObject({ retryable: false, outcomeUnknown: false });
});

test("a truncated download is a success with a file that is none", async () => {
  const documentId = await api.upload(agreementPdf());
  const whole = await api.download(documentId);
  await arm("download_truncated", { keep_bytes: 100 });
  const cut = await api.download(documentId);
  expect(Buffer.compare(cut, whole.subarray(0, 100))).toBe(0);
  await expect(pdf.open(cut)).rejects.toThrow();
  expect(await api.download(documentId)).toHaveLength(whole.length);
});

test("a signed document that is not ready comes unsigned, and signed the next time", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent = await sendInOrder(api, documentId, ["a@example.com"]);
  await signAll(api, sent.signature_request_id);
  await arm("download_not_ready");
  expect((await pdf.checkSeals(await api.download(documentId))).verdict).toBe("unsigned");
  expect((await pdf.checkSeals(await api.download(documentId))).verdict).toBe("untrusted");
});

test("a fault hits its endpoint alone, as often as told, and can be removed", async () => {
  await api.control("POST", "/faults", {
    name: "api_error",
    parameters: { endpoint: "read_request", status: 500 },
    times: 2,
  });
  const forever = await api.control("POST", "/faults", {
    name: "api_error",
    parameters: { endpoint: "list_fields" },
  });
  expect(await failure(client.signatureRequests.get("x"))).toMatchObject({ status: 500 });
  expect(await failure(client.documents.delete("x"))).toBeInstanceOf(NotFoundError);
  expect(await failure(client.documents.fields("x"))).toMatchObject({ status: 503 });
  expect((await api.control("GET", "/faults")).faults).toMatchObject([
    { hits: 1 },
    { hits: 1, remaining: 1 },
  ]);
  await api.control("DELETE", `/faults/${forever.id}`);
  expect(await failure(client.documents.fields("x"))).toBeInstanceOf(NotFoundError);
});

test.each<[object, RegExp]>([
  [{ name: "meteor" }, /no fault .*meteor.*Known: api_error/],
  [{ name: "api_error", parameters: { endpoint: "moon" } }, /endpoint/],
  [{ name: "api_error", parameters: { statsu: 500 } }, /statsu/],
  [{ name: "api_error", times: 0 }, /times/],
])("a fault that cannot be armed is a 400 that says why: %j", async (body, message) => {
  const answer = await api.controlRaw("POST", "/faults", body);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(message)]);
});

test("the catalogue tells name, parameters, effect and what a client sees of every fault", () => {
  for (const fault of describeFaults()) {
    expect(fault.effect).toMatch(/\.$/);
    expect(fault.client_sees).toMatch(/\.$/);
    for (const meaning of Object.values(fault.parameters)) expect(meaning).not.toBe("");
  }
  expect(describeFaults().map((fault) => fault.name)).toEqual(Object.keys(FAULTS));
});
