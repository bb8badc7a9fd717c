// Each receiver takes the callbacks of a real signing round from the sandbox, and refuses everything else.
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callbackUrl, DigiSigner, type DigiSignerEvent, signCallback } from "@creditnexus/digisigner";
import { createSandbox } from "@creditnexus/sandbox";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { agreementPdf } from "../test/fixtures/pdf.ts";
import { createApp } from "./express-receiver/server.ts";
import { createServer } from "./fastify-receiver/server.ts";
import { createReceiver } from "./fetch-receiver/receiver.ts";
import { POST } from "./next-receiver/app/api/digisigner/route.ts";

const secret = "a secret that only the two of us know";

/** A receiver under test: how to call it, and the types of the events it has stored. */
interface Receiver {
  readonly handle: (request: Request) => Promise<Response>;
  readonly stored: () => Promise<string[]>;
  /** Makes the next store fail. */
  readonly failNext: () => void;
  readonly close: () => Promise<unknown>;
}

/** A store in memory that can be made to fail once. */
function memoryStore() {
  const types: string[] = [];
  let shallFail = false;
  return {
    types,
    failNext: () => {
      shallFail = true;
    },
    store: async (event: DigiSignerEvent) => {
      if (shallFail) {
        shallFail = false;
        throw new Error("the database is away");
      }
      types.push(event.type);
    },
  };
}

async function fetchReceiver(): Promise<Receiver> {
  const { store, types, failNext } = memoryStore();
  const receive = createReceiver({ secret, store });
  // What a server does with a handler that throws.
  const handle = (request: Request) => receive(request).catch(() => new Response("failed", { status: 500 }));
  return { handle, failNext, stored: async () => types, close: async () => undefined };
}

/** Sends what is meant for the public address to a server on this machine. */
const over = (address: string) => async (request: Request) => {
  const { pathname, search } = new URL(request.url);
  const body = request.method === "POST" ? await request.text() : null;
  const { method, headers } = request;
  return fetch(`${address}${pathname}${search}`, { method, headers, body });
};

async function fastifyReceiver(): Promise<Receiver> {
  const { store, types, failNext } = memoryStore();
  const server = createServer({ secret, store });
  const handle = over(await server.listen({ port: 0, host: "127.0.0.1" }));
  return { handle, failNext, stored: async () => types, close: () => server.close() };
}

async function expressReceiver(): Promise<Receiver> {
  const { store, types, failNext } = memoryStore();
  const server = createApp({ secret, store }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Express has no port");
  const handle = over(`http://127.0.0.1:${address.port}`);
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { handle, failNext, stored: async () => types, close };
}

async function nextReceiver(): Promise<Receiver> {
  const folder = await mkdtemp(join(tmpdir(), "next-receiver-"));
  const journal = join(folder, "callbacks.ndjson");
  vi.stubEnv("DIGISIGNER_WEBHOOK_SECRET", secret);
  vi.stubEnv("CALLBACK_JOURNAL", journal);
  const stored = async () => {
    const text = await readFile(journal, "utf8").catch(() => "");
    return text
      .split("\n")
      .filter(Boolean)
      .map((line): string => JSON.parse(line).type);
  };
  // Next.js itself answers 405 for methods that a route does not export.
  const handle = (request: Request) =>
    request.method === "POST" ? POST(request) : Promise.resolve(new Response(null, { status: 405 }));
  const failNext = () => void vi.stubEnv("CALLBACK_JOURNAL", join(folder, "no-such-folder", "journal"));
  const close = () => {
    vi.unstubAllEnvs();
    return rm(folder, { recursive: true });
  };
  return { handle, stored, failNext, close };
}

describe.each([
  ["as a fetch handler", fetchReceiver],
  ["in Express", expressReceiver],
  ["in Fastify", fastifyReceiver],
  ["as a Next.js route", nextReceiver],
])("a receiver %s", (_name, open) => {
  let receiver: Receiver;
  let url: string;

  beforeAll(async () => {
    receiver = await open();
    url = await callbackUrl("https://desk.example.com/digisigner", secret);
  });
  afterAll(() => receiver.close());

  const post = (target: string, body: string, headers: Record<string, string> = {}) =>
    receiver.handle(
      new Request(target, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
      }),
    );
  const signed =
    '{"event_time":1700000000000,"event_type":"DOCUMENT_SIGNED","document_id":"d-1","signer_email":"ann@example.com"}';

  it("takes both callbacks of a signing round", async () => {
    const before = (await receiver.stored()).length;
    await using sandbox = await createSandbox({
      callbackUrls: { documentSigned: url, signatureRequestCompleted: url },
      deliver: (target, init) => receiver.handle(new Request(target, init)),
    });
    const client = new DigiSigner({ apiKey: sandbox.apiKey, baseUrl: sandbox.apiUrl, fetch: sandbox.fetch });
    const { documentId } = await client.documents.upload(agreementPdf(), { filename: "loan.pdf" });
    const request = await client.signatureRequests.create({
      documents: [{ documentId, signers: [{ email: "ann@example.com" }] }],
    });
    const control = (path: string, init?: RequestInit) =>
      sandbox.fetch(`${sandbox.url}/_sandbox${path}`, init);
    const listed = await control(`/invitations?signature_request_id=${request.signatureRequestId}`);
    const { invitations } = (await listed.json()) as { invitations: { invitation_id: string }[] };
    for (const { invitation_id } of invitations) {
      await control(`/invitations/${invitation_id}/sign`, { method: "POST" });
    }
    await sandbox.settle();
    expect((await receiver.stored()).slice(before)).toEqual([
      "DOCUMENT_SIGNED",
      "SIGNATURE_REQUEST_COMPLETED",
    ]);
    const callbacks = (await (await control("/callbacks")).json()) as { callbacks: { state: string }[] };
    expect(callbacks.callbacks.map(({ state }) => state)).toEqual(["accepted", "accepted"]);
  });

  it("answers with exactly the 25 bytes", async () => {
    const response = await post(url, signed);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain");
    expect(await response.text()).toBe("DIGISIGNER_EVENT_ACCEPTED");
  });

  it("takes a signed body without a token, and an unknown event", async () => {
    const body = '{"event_type":"DOCUMENT_VIEWED"}';
    const header = { "x-digisigner-signature": `sha256=${await signCallback(secret, body)}` };
    expect((await post("https://desk.example.com/digisigner", body, header)).status).toBe(200);
    expect((await receiver.stored()).at(-1)).toBe("UNKNOWN");
  });

  it("refuses strangers, nonsense and reading, and stores none of it", async () => {
    const before = await receiver.stored();
    expect((await post("https://desk.example.com/digisigner?token=wrong", signed)).status).toBe(401);
    expect((await post(url, "no json")).status).toBe(400);
    expect((await post(url, '{"event_type":"DOCUMENT_SIGNED"}')).status).toBe(400);
    expect((await receiver.handle(new Request(url))).status).toBeGreaterThanOrEqual(404);
    expect(await receiver.stored()).toEqual(before);
  });

  it("does not acknowledge what it could not store", async () => {
    receiver.failNext();
    const response = await post(url, signed).catch(() => new Response(null, { status: 500 }));
    expect(response.status).toBe(500);
  });
});
