// The whole path through one sandbox: upload, send, two signers in order, sealed PDF, both callbacks.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "./options.ts";
import { createSandbox } from "./sandbox.ts";
import { agreementPdf } from "./testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "./testing/api-client.ts";

let sandbox: Sandbox;
let api: ApiClient;
const received: Record<string, unknown>[] = [];
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => {
    body += chunk;
  });
  request.on("end", () => {
    received.push(JSON.parse(body));
    response.writeHead(200, { "content-type": "text/plain" }).end("DIGISIGNER_EVENT_ACCEPTED");
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  const callbackUrl = `http://127.0.0.1:${port}/callback`;
  sandbox = await createSandbox({
    port: 0,
    callbackUrls: { documentSigned: callbackUrl, signatureRequestCompleted: callbackUrl },
  });
  api = apiClient(sandbox);
});

afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => receiver.close(resolve));
});

test("two people sign in order and the sealed document and both callbacks come out", async () => {
  const documentId = await api.upload(await agreementPdf());
  const request = await api.send({
    documents: [
      {
        document_id: documentId,
        signers: [
          {
            email: "first@example.com",
            order: 1,
            fields: [{ page: 0, rectangle: [100, 100, 300, 160], type: "SIGNATURE" }],
          },
          {
            email: "second@example.com",
            order: 2,
            fields: [{ page: 0, rectangle: [320, 100, 520, 160], type: "SIGNATURE", api_id: "second" }],
          },
        ],
      },
    ],
  });
  expect(request.is_completed).toBe(false);
  const { invitations } = await api.control(
    "GET",
    `/invitations?signature_request_id=${request.signature_request_id}`,
  );
  expect(invitations.map((item: { status: string }) => item.status)).toEqual(["open", "waiting"]);

  const early = await api.controlRaw("POST", `/invitations/${invitations[1].invitation_id}/sign`);
  expect(early.status).toBe(409);
  await api.control("POST", `/invitations/${invitations[0].invitation_id}/sign`, {});
  await api.control("POST", `/invitations/${invitations[1].invitation_id}/sign`, {
    fields: { second: "Second Person" },
  });
  await sandbox.settle();

  expect(await api.status(request.signature_request_id)).toMatchObject({ is_completed: true });
  expect(received.map((event) => event.event_type)).toEqual([
    "DOCUMENT_SIGNED",
    "DOCUMENT_SIGNED",
    "SIGNATURE_REQUEST_COMPLETED",
  ]);
  const { callbacks } = await api.control("GET", "/callbacks");
  expect(callbacks.map((item: { state: string }) => item.state)).toEqual([
    "accepted",
    "accepted",
    "accepted",
  ]);

  const pdf = await api.download(documentId);
  await using engine = createPdfEngine({ workers: 1 });
  const report = await engine.checkSeals(pdf, { trustedCertificates: [await sandbox.certificate()] });
  expect(report.verdict).toBe("valid");
  const [page] = await engine.text(pdf);
  expect(page?.text).toContain("Second Person");
  expect(page?.text).toContain("SANDBOX signature, not binding");
});
