// Every fault of the catalogue, provoked over real HTTP and seen through the typed client.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ACKNOWLEDGEMENT,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  DigiSigner,
  DigiSignerError,
  type DigiSignerEvent,
  EventParseError,
  ForbiddenError,
  InvalidRequestError,
  MalformedResponseError,
  NotFoundError,
  PaymentRequiredError,
  parseEvent,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TooLargeError,
} from "@creditnexus/digisigner";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { sendInOrder, signAll } from "../testing/rounds.ts";
import { FAULTS, type FaultName } from "./catalogue.ts";

const SIGNER = "jane@example.com";
const pdf = createPdfEngine({ workers: 1 });
const receiver = createServer();
let sandbox: Sandbox;
let api: ApiClient;
let documentId: string;
let requestId: string;

/** Bodies that the receiver of callbacks got since the test began; it acknowledges what parses. */
let callbacks: string[] = [];
receiver.on("request", (incoming, outgoing) => {
  let body = "";
  incoming.setEncoding("utf8").on("data", (part) => {
    body += part;
  });
  incoming.on("end", () => {
    callbacks.push(body);
    outgoing.writeHead(reading(body) instanceof EventParseError ? 400 : 200).end(ACKNOWLEDGEMENT);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const desk = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  sandbox = await createSandbox({
    port: 0,
    pdf,
    callbackUrls: { documentSigned: `${desk}/signed`, signatureRequestCompleted: `${desk}/completed` },
  });
  api = apiClient(sandbox);
  await api.control("PUT", "/settings", { mode: "PROD" });
});
beforeEach(async () => {
  await sandbox.reset();
  documentId = await api.upload(agreementPdf());
  requestId = (await sendInOrder(api, documentId, [SIGNER])).signature_request_id;
  callbacks = [];
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
  receiver.close();
  receiver.closeAllConnections();
});

const provoked = new Set<FaultName>();

async function arm(name: FaultName, parameters: object = {}): Promise<void> {
  provoked.add(name);
  const { faults } = await api.control("GET", "/faults");
  for (const { id } of faults) await api.control("DELETE", `/faults/${id}`);
  await api.control("POST", "/faults", { name, parameters, times: 1 });
}

/** Counts its attempts and waits for nothing; `attempts` is how many it makes at most. */
function connect(attempts: number): { client: DigiSigner; made: string[]; waits: number[] } {
  const made: string[] = [];
  const waits: number[] = [];
  const client = new DigiSigner({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.apiUrl,
    retry: { attempts },
    sleep: async (ms) => void waits.push(ms),
    onRequest: ({ method }) => void made.push(method),
  });
  return { client, made, waits };
}

const CALLS = {
  read_request: (client) => client.signatureRequests.get(requestId, limits),
  list_fields: (client) => client.documents.fields(documentId),
  download_document: async (client) => (await client.documents.download(documentId)).bytes(),
  delete_document: (client) => client.documents.delete(documentId),
  upload_document: (client) => client.documents.upload(agreementPdf(), { filename: "a.pdf" }),
  add_content: (client) =>
    client.documents.addContent(documentId, [
      { page: 0, rectangle: [9, 9, 99, 99], drawCoordinates: [{ lx: 0, ly: 0, mx: 9, my: 9 }] },
    ]),
  send_request: (client) =>
    client.signatureRequests.create(
      { documents: [{ documentId, signers: [{ email: SIGNER }] }], sendEmails: false },
      limits,
    ),
} satisfies Record<string, (client: DigiSigner) => Promise<unknown>>;
// Short for the calls that are made to hang; the others need no limit of their own.
let limits: { timeoutMs?: number } = {};

type Endpoint = keyof typeof CALLS;
type Seen = readonly [new (...args: never[]) => DigiSignerError, number | undefined, "again" | "never"];

async function failure(call: Promise<unknown>): Promise<DigiSignerError> {
  const error = await call.then(
    () => expect.fail("the call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DigiSignerError)) throw error;
  return error;
}

const isPost = (endpoint: Endpoint): boolean => /^(upload|add|send)/.test(endpoint);

/** How many requests and documents there are: what a call that is carried out changes. */
async function effects(): Promise<object> {
  const [{ requests }, { documents }] = await Promise.all([
    api.control("GET", "/requests"),
    api.control("GET", "/documents"),
  ]);
  return {
    requests: requests.length,
    documents: documents.filter((item: { deleted: boolean }) => !item.deleted).length,
  };
}

/** A client that tries once ends with exactly this error. */
async function expectError(
  name: FaultName,
  endpoint: Endpoint,
  parameters: object,
  [errorClass, status, again]: Seen,
  outcomeUnknown: boolean,
): Promise<void> {
  await arm(name, parameters);
  const once = connect(1);
  const error = await failure(CALLS[endpoint](once.client));
  expect(error).toBeInstanceOf(errorClass);
  expect({ ...error }).toMatchObject({ status, retryable: again === "again", outcomeUnknown });
  expect(error.url).toContain(sandbox.apiUrl);
  expect(error.message).not.toContain(sandbox.apiKey);
}

/** How often a client left to itself tries when the fault is armed for one call. */
async function attemptsOf(name: FaultName, endpoint: Endpoint, parameters: object): Promise<number> {
  await arm(name, parameters);
  const { client, made } = connect(4);
  await CALLS[endpoint](client).catch((error: unknown) => {
    if (!(error instanceof DigiSignerError)) throw error;
  });
  return made.length;
}

describe("api_error", () => {
  const statuses: readonly Seen[] = [
    [InvalidRequestError, 400, "never"],
    [AuthenticationError, 401, "never"],
    [PaymentRequiredError, 402, "never"],
    [ForbiddenError, 403, "never"],
    [NotFoundError, 404, "never"],
    [TimeoutError, 408, "again"],
    [ConflictError, 409, "never"],
    [TooLargeError, 413, "never"],
    [InvalidRequestError, 415, "never"],
    [InvalidRequestError, 422, "never"],
    [RateLimitedError, 429, "again"],
    [ServerError, 500, "again"],
    [ServerError, 502, "again"],
    [ServerError, 503, "again"],
    [ServerError, 504, "again"],
  ];
  const rows = statuses.flatMap((seen) =>
    (["read_request", "delete_document", "send_request", "upload_document"] as const).map(
      (endpoint) => [seen[1] ?? 0, endpoint, seen] as const,
    ),
  );

  test.each(rows)("%i of %s", async (status, endpoint, [errorClass, , again]) => {
    const parameters = { endpoint, status, message: "Not today." };
    const before = await effects();
    const outcomeUnknown = status >= 500 && endpoint !== "read_request";
    const isAgain = again === "again" && !(outcomeUnknown && isPost(endpoint));
    const seen: Seen = [errorClass, status, isAgain ? "again" : "never"];
    await expectError("api_error", endpoint, parameters, seen, outcomeUnknown);
    // The fault does nothing at the server, whatever a client has to fear.
    expect(await effects()).toEqual(before);
    expect(await attemptsOf("api_error", endpoint, parameters)).toBe(isAgain && !isPost(endpoint) ? 2 : 1);
  });

  test("its Retry-After is waited for by a read and handed over by a create", async () => {
    await arm("api_error", { endpoint: "any", status: 429, retry_after: 7 });
    const patient = connect(4);
    await patient.client.documents.fields(documentId);
    expect(patient.waits).toEqual([7000]);
    await arm("api_error", { endpoint: "any", status: 429, retry_after: 7 });
    const error = await failure(CALLS.send_request(patient.client));
    expect(error).toMatchObject({ retryAfterMs: 7000, retryable: true, outcomeUnknown: false });
  });
});

describe("an answer that never comes", () => {
  const rows = (["api_cut", "api_commit_then_cut"] as const).flatMap((name) =>
    (Object.keys(CALLS) as Endpoint[]).map((endpoint) => [name, endpoint] as const),
  );

  test.each(rows)("%s of %s", async (name, endpoint) => {
    const before = await effects();
    const isRead = /^(read|list|download)/.test(endpoint);
    const seen: Seen = [ConnectionError, undefined, isPost(endpoint) ? "never" : "again"];
    await expectError(name, endpoint, { endpoint }, seen, !isRead);
    const isCarriedOut = name === "api_commit_then_cut" && !isRead && endpoint !== "add_content";
    if (isCarriedOut) expect(await effects()).not.toEqual(before);
    else expect(await effects()).toEqual(before);
    if (name === "api_commit_then_cut" && endpoint === "delete_document") return;
    expect(await attemptsOf(name, endpoint, { endpoint })).toBe(isPost(endpoint) ? 1 : 2);
  });

  test("api_commit_then_cut of a deletion is a success at the second attempt, which finds nothing", async () => {
    await arm("api_commit_then_cut", { endpoint: "delete_document" });
    const { client, made } = connect(4);
    await client.documents.delete(documentId);
    expect(made).toEqual(["DELETE", "DELETE"]);
  });

  test.each([
    ["read_request", "list_fields", "again", false],
    ["send_request", "upload_document", "never", true],
  ] as const)("api_hang of %s and %s", async (endpoint, other, again, outcomeUnknown) => {
    limits = { timeoutMs: 100 };
    await expectError("api_hang", endpoint, { endpoint }, [TimeoutError, undefined, again], outcomeUnknown);
    limits = {};
    // A server that gives up by itself, so that the attempt after it has all the time it needs; and on another endpoint,
    // for what the client gave up may reach the server late.
    const attempts = await attemptsOf("api_hang", other, { endpoint: other, milliseconds: 20 });
    expect(attempts).toBe(again === "again" ? 2 : 1);
  });

  test("api_latency is the right answer, late", async () => {
    await arm("api_latency", { endpoint: "send_request", milliseconds: 20 });
    const { client, made } = connect(4);
    expect(await CALLS.send_request(client)).toMatchObject({ isCompleted: false });
    expect(made).toEqual(["POST"]);
    expect((await api.control("GET", "/faults")).faults).toMatchObject([{ hits: 1 }]);
  });
});

describe("api_garbage", () => {
  test.each([
    ["read_request", "again", false],
    ["list_fields", "again", false],
    ["send_request", "never", true],
    ["upload_document", "never", true],
  ] as const)("of %s", async (endpoint, again, outcomeUnknown) => {
    const before = await effects();
    const seen: Seen = [MalformedResponseError, 200, again];
    await expectError("api_garbage", endpoint, { endpoint }, seen, outcomeUnknown);
    if (isPost(endpoint)) expect(await effects()).not.toEqual(before);
    expect(await attemptsOf("api_garbage", endpoint, { endpoint })).toBe(again === "again" ? 2 : 1);
  });

  test.each(["delete_document", "add_content"] as const)(
    "of %s passes, since the body of that answer is not documented",
    async (endpoint) => {
      await arm("api_garbage", { endpoint });
      await expect(CALLS[endpoint](connect(1).client)).resolves.toBeUndefined();
    },
  );
});

describe("the account", () => {
  test.each(Object.keys(CALLS) as Endpoint[])("expired_key of %s", async (endpoint) => {
    await expectError("expired_key", endpoint, {}, [AuthenticationError, 401, "never"], false);
    expect(await attemptsOf("expired_key", endpoint, {})).toBe(1);
  });

  test("credits_exhausted refuses a create, and uploads go on", async () => {
    const seen: Seen = [PaymentRequiredError, 402, "never"];
    await expectError("credits_exhausted", "send_request", {}, seen, false);
    expect(await attemptsOf("credits_exhausted", "send_request", {})).toBe(1);
    await arm("credits_exhausted");
    await CALLS.upload_document(connect(1).client);
  });
});

describe("a download", () => {
  const download = async (): Promise<Uint8Array> => {
    const answer = await connect(1).client.documents.download(documentId);
    const bytes = await answer.bytes();
    expect(answer.contentLength).toBe(bytes.length);
    return bytes;
  };

  test("download_truncated is a success that holds no PDF", async () => {
    const whole = await download();
    await arm("download_truncated");
    const half = await download();
    expect(Buffer.from(half)).toEqual(Buffer.from(whole).subarray(0, Math.floor(whole.length / 2)));
    await expect(pdf.open(half)).rejects.toThrow();
    expect(await download()).toHaveLength(whole.length);
  });

  test("download_not_ready is a valid PDF that nobody has signed, and the signed one the next time", async () => {
    await signAll(api, requestId);
    await arm("download_not_ready");
    expect((await pdf.checkSeals(await download())).verdict).toBe("unsigned");
    expect((await pdf.checkSeals(await download())).verdict).toBe("untrusted");
  });
});

/** What the client's parser makes of a body: the event, or its error. */
function reading(body: string): DigiSignerEvent | EventParseError {
  try {
    return parseEvent(body);
  } catch (error) {
    if (error instanceof EventParseError) return error;
    throw error;
  }
}

describe("callbacks", () => {
  const DOCUMENT_SIGNED = { event_type: "DOCUMENT_SIGNED" };
  const types = (): string[] =>
    callbacks.map(reading).map((event) => (event instanceof EventParseError ? event.name : event.type));
  const pass = (duration: string): Promise<unknown> => api.control("POST", "/clock", { advance: duration });

  async function signUnder(name: FaultName, parameters: object = {}): Promise<void> {
    await arm(name, parameters);
    await signAll(api, requestId);
    await sandbox.settle();
  }

  test("callback_drop: nothing ever comes, and reading the state tells", async () => {
    await signUnder("callback_drop", { event_type: "SIGNATURE_REQUEST_COMPLETED" });
    await pass("46h");
    expect(types()).toEqual(["DOCUMENT_SIGNED"]);
    expect((await connect(1).client.signatureRequests.get(requestId)).isCompleted).toBe(true);
  });

  test("callback_delay: it comes late, and the state is ahead of it", async () => {
    await signUnder("callback_delay", { event_type: "SIGNATURE_REQUEST_COMPLETED", minutes: 90 });
    expect((await connect(1).client.signatureRequests.get(requestId)).isCompleted).toBe(true);
    await pass("89m");
    expect(types()).toEqual(["DOCUMENT_SIGNED"]);
    await pass("1m");
    expect(types()).toEqual(["DOCUMENT_SIGNED", "SIGNATURE_REQUEST_COMPLETED"]);
  });

  test("callback_duplicate: the very same body again", async () => {
    await signUnder("callback_duplicate", { ...DOCUMENT_SIGNED, copies: 2 });
    expect(types()).toEqual([...Array(3).fill("DOCUMENT_SIGNED"), "SIGNATURE_REQUEST_COMPLETED"]);
    expect(new Set(callbacks.slice(0, 3)).size).toBe(1);
  });

  test("callback_reorder: completed before the last signature", async () => {
    await signUnder("callback_reorder");
    expect(types()).toEqual(["SIGNATURE_REQUEST_COMPLETED", "DOCUMENT_SIGNED"]);
  });

  test.each(["not_json", "truncated"])(
    "callback_garble as %s: no event, and after a refusal the right one comes",
    async (how) => {
      await signUnder("callback_garble", { ...DOCUMENT_SIGNED, how });
      expect(types()).toEqual(["EventParseError", "SIGNATURE_REQUEST_COMPLETED"]);
      await pass("5m");
      expect(types().slice(2)).toEqual(["DOCUMENT_SIGNED"]);
    },
  );

  test("callback_garble as unknown_event: an event of no known type, kept whole", async () => {
    await signUnder("callback_garble", { ...DOCUMENT_SIGNED, how: "unknown_event" });
    const event = reading(callbacks[0] ?? "");
    expect(event).toMatchObject({ type: "UNKNOWN", eventType: "DOCUMENT_TELEPORTED" });
    expect(event).toMatchObject({ raw: { document_id: documentId } });
  });

  test("callback_garble as unknown_ids: an event about a document that is not there", async () => {
    await signUnder("callback_garble", { ...DOCUMENT_SIGNED, how: "unknown_ids" });
    const event = reading(callbacks[0] ?? "");
    if (!("documentId" in event)) throw new Error(`no DOCUMENT_SIGNED: ${callbacks[0]}`);
    expect(event.documentId).not.toBe(documentId);
    const error = await failure(connect(4).client.documents.fields(event.documentId));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.retryable).toBe(false);
  });
});

test("no fault of the catalogue is missing here", () => {
  expect([...provoked].toSorted()).toEqual(Object.keys(FAULTS).toSorted());
});
