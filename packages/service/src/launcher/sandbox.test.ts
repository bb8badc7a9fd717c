import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ACKNOWLEDGEMENT, callbackToken, DigiSigner } from "@creditnexus/digisigner";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { Secret } from "../config/secret.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { startSandbox } from "./sandbox.ts";

const SECRET = "a-long-webhook-secret";

/** Takes callbacks as the service does, and keeps what it was asked. */
async function callbackReceiver() {
  const received: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    received.push(request);
    response.writeHead(200, { "content-type": "text/plain" }).end(ACKNOWLEDGEMENT);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { server, received, url: `http://127.0.0.1:${address.port}/api/signatures/webhook` };
}

test("the sandbox brings callbacks with the token of the secret, and not before the service is ready", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const { server, received, url } = await callbackReceiver();
  const ready = Promise.withResolvers<void>();
  const sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateFile: join(directory, "sandbox.sqlite"),
    callbackUrl: url,
    webhookSecrets: [new Secret(SECRET), new Secret("an-older-webhook-secret")],
    maxUploadBytes: 1_000_000,
    log: pino({ level: "silent" }),
    serviceReady: ready.promise,
  });
  onTestFinished(() => sandbox.close());

  const digisigner = new DigiSigner({ apiKey: sandbox.apiKey.reveal(), baseUrl: sandbox.baseUrl });
  const { documentId } = await digisigner.documents.upload(agreementPdf(), { filename: "facility.pdf" });
  const request = await digisigner.signatureRequests.create({
    documents: [{ documentId, signers: [{ email: "jane@borrower.example" }] }],
  });
  const control = (path: string, init?: RequestInit) => fetch(`${sandbox.url}/_sandbox/${path}`, init);
  const list = await control(`invitations?signature_request_id=${request.signatureRequestId}`);
  const { invitations } = (await list.json()) as { invitations: { invitation_id: string }[] };
  const signed = await control(`invitations/${invitations[0]?.invitation_id}/sign`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  expect(signed.status).toBe(200);
  expect(received).toEqual([]);

  const first = once(server, "request");
  ready.resolve();
  await first;
  const token = new URL(received[0]?.url ?? "", url).searchParams.get("token");
  expect(token).toBe(await callbackToken(SECRET));
});

test("a sandbox that waits for its service can be closed", async () => {
  const sandbox = await startSandbox({
    host: "127.0.0.1",
    port: 0,
    stateFile: ":memory:",
    callbackUrl: "http://127.0.0.1:1/",
    webhookSecrets: [],
    maxUploadBytes: 1_000_000,
    log: pino({ level: "silent" }),
    serviceReady: new Promise(() => undefined),
  });
  await sandbox.close();
  await expect(fetch(sandbox.url)).rejects.toThrow();
});

test("a state file that cannot be used is one sentence", async () => {
  await expect(
    startSandbox({
      host: "127.0.0.1",
      port: 0,
      stateFile: "/nonexistent/sandbox.sqlite",
      callbackUrl: "http://127.0.0.1:1/",
      webhookSecrets: [],
      maxUploadBytes: 1_000_000,
      log: pino({ level: "silent" }),
      serviceReady: Promise.resolve(),
    }),
  ).rejects.toMatchObject({ name: "StartupError", code: "sandbox_failed" });
});
