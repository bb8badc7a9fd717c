// Two thousand arbitrary calls in the suite; the same code throws a hundred thousand from the bench script.
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { apiClient } from "../testing/api-client.ts";
import { anyCall, throwAt } from "./throw-anything.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  // Callbacks may be told to go anywhere.
  sandbox = await createSandbox({ port: 0, deliver: async () => new Response("no", { status: 500 }) });
});
afterAll(() => sandbox.close());

test("no call of any kind makes the sandbox answer 5xx or anything but JSON to a fault", async () => {
  const api = apiClient(sandbox);
  const documentId = await api.upload(agreementPdf());
  const request = await api.send({
    documents: [
      {
        document_id: documentId,
        signers: [
          {
            email: "a@example.com",
            fields: [{ page: 0, rectangle: [1, 1, 9, 9], type: "TEXT", api_id: "t" }],
          },
        ],
      },
    ],
  });
  const { invitations } = await api.control("GET", "/invitations");
  const ids = [documentId, request.signature_request_id, invitations[0].invitation_id];
  await fc.assert(
    fc.asyncProperty(anyCall(ids), (call) => throwAt(sandbox, call)),
    { numRuns: 2000 },
  );
  const after = apiClient(sandbox, sandbox.apiKey);
  expect((await after.call("GET", "/signature_requests/none")).status).toBe(404);
}, 120_000);

test("whatever is sent with a reset, it resets or refuses in JSON", async () => {
  const atReset = anyCall(["none"]).map((call) => ({ ...call, path: "/_sandbox/reset" }));
  await fc.assert(
    fc.asyncProperty(atReset, (call) => throwAt(sandbox, call)),
    { numRuns: 100 },
  );
  expect((await apiClient(sandbox).control("GET", "/documents")).documents).toEqual([]);
}, 60_000);

test("bytes that are no HTTP get a JSON 400 and the next caller is served", async () => {
  const { port } = new URL(sandbox.url);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
      const answer = await speak(Number(port), Buffer.concat([bytes, Buffer.from("\r\n\r\n\r\n")]));
      if (answer !== "") expect(answer).toMatch(/^HTTP\/1\.1 4\d\d[\s\S]*application\/json/);
    }),
    { numRuns: 200 },
  );
  expect((await fetch(`${sandbox.apiUrl}/documents/none`)).status).toBe(401);
}, 60_000);

function speak(port: number, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => resolve(answer));
    socket.on("close", () => resolve(answer));
  });
}
