// The answers that the documentation's examples show, over real HTTP.
import { createServer } from "node:http";
import { REQUEST_ID, signatureRequestBody } from "./test-server.ts";

const DOCUMENT_ID = "5be88823-3ff5-4ec4-8175-459dee50f7fb";

interface Canned {
  readonly type?: string;
  readonly body: unknown;
}

const field = {
  api_id: "borrower",
  type: "TEXT",
  status: "FILLED",
  submitted_content: "John",
  required: true,
  read_only: false,
  pdf_field: false,
};

function request(isAnnDone: boolean) {
  const signers = [
    { email: "ann@example.com", order: 1, is_signature_completed: isAnnDone },
    { email: "bob@example.com", order: 2, is_signature_completed: false },
  ];
  return signatureRequestBody({ documents: [{ document_id: DOCUMENT_ID, signers }] });
}

const ANSWERS: Readonly<Record<string, Canned>> = {
  "POST /v1/documents": { body: { document_id: DOCUMENT_ID } },
  [`GET /v1/documents/${DOCUMENT_ID}`]: { type: "application/pdf", body: "%PDF-1.7 signed" },
  [`DELETE /v1/documents/${DOCUMENT_ID}`]: { body: {} },
  [`GET /v1/documents/${DOCUMENT_ID}/fields`]: { body: { document_fields: [field] } },
  [`POST /v1/documents/${DOCUMENT_ID}/content`]: { body: {} },
  [`GET /v1/documents/${DOCUMENT_ID}/fields/passport/attachment`]: { type: "image/png", body: "PNG-data" },
  "POST /v1/signature_requests": { body: request(false) },
  [`GET /v1/signature_requests/${REQUEST_ID}`]: { body: request(true) },
};

/** Knows one document and one request; anything else is a 404 as DigiSigner words it. */
export function createVendor() {
  return createServer((incoming, response) => {
    const { method, url = "" } = incoming;
    const known = ANSWERS[`${method} ${url}`];
    const missing = {
      message: url.includes("signature_requests") ? "Signature request not found." : "Not found.",
    };
    const body = known?.body ?? missing;
    incoming.resume().on("end", () => {
      response.writeHead(known ? 200 : 404, { "content-type": known?.type ?? "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
}
