// Throws many arbitrary calls at one sandbox; any 5xx or crash ends it with the call. `node throw-anything.ts [calls]`
import fc from "fast-check";
import { anyCall, throwAt } from "../src/properties/throw-anything.ts";
import { createSandbox } from "../src/sandbox.ts";
import { agreementPdf } from "../src/testing/agreement-pdf.ts";
import { apiClient } from "../src/testing/api-client.ts";

const calls = Number(process.argv[2] ?? 100_000);
// Callbacks may be told to go anywhere.
await using sandbox = await createSandbox({ deliver: async () => new Response("no", { status: 500 }) });
const api = apiClient(sandbox);
const documentId = await api.upload(agreementPdf());
const request = await api.send({
  documents: [
    {
      document_id: documentId,
      signers: [{ email: "a@example.com", access_code: "1" }, { email: "b@example.com" }],
    },
  ],
});
const { invitations } = await api.control("GET", "/invitations");
const ids = [
  documentId,
  request.signature_request_id,
  ...invitations.map((item: { invitation_id: string }) => item.invitation_id),
];
const start = performance.now();
await fc.assert(
  fc.asyncProperty(anyCall(ids), (call) => throwAt(sandbox, call)),
  { numRuns: calls },
);
console.log(`${calls} calls in ${((performance.now() - start) / 1000).toFixed(1)} s, no 5xx, no crash`);
