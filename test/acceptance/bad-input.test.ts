// Bad input from outside: each gets a clear problem document, and nothing half-done stays.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf, encryptedPdf, hostilePdf } from "../fixtures/pdf.ts";
import { call, uploadPdf } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

let product: Product;
let documentId: string;
beforeAll(async () => {
  product = await startProduct({ env: { MAX_UPLOAD_MB: "1" } });
  documentId = (await uploadPdf(product)).body.document_id;
});
afterAll(async () => {
  await product?.stop();
});

const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
const documentCount = async (): Promise<number> =>
  (await call(product, "GET", "/api/documents?limit=200")).body.documents.length;
const signatureCount = async (): Promise<number> =>
  (await call(product, "GET", "/api/signatures?limit=200")).body.signatures.length;

const expectProblem = (answer: Awaited<ReturnType<typeof call>>, status: number, code: string): void => {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  expect(answer.body.detail.length).toBeGreaterThan(20);
  expect(answer.text).not.toMatch(/node_modules|at \w+ \(|packages\//);
};

test.each([
  ["a text file", text("This is not a PDF at all, however long it may be."), 422, "not_a_pdf"],
  ["an empty file", text(""), 422, "empty_file"],
  ["an encrypted PDF", encryptedPdf(), 422, "encrypted_pdf"],
  ["a file over the cap", new Uint8Array(1_200_000).fill(32), 413, "file_too_large"],
] as const)("%s is refused", async (_name, bytes, status, code) => {
  const before = await documentCount();
  expectProblem(await uploadPdf(product, bytes), status, code);
  expect(await documentCount()).toBe(before);
});

test("a PDF that eats memory or time costs one clear error, and the next upload works", async () => {
  const before = await documentCount();
  const codes: string[] = [];
  for (const bytes of hostilePdf()) {
    const answer = await uploadPdf(product, bytes);
    expect(answer.status).toBe(422);
    codes.push(answer.body.code);
  }
  expect(codes.filter((code) => code !== "pdf_too_costly" && code !== "damaged_pdf")).toEqual([]);
  expect(codes).toContain("pdf_too_costly");
  expect(await documentCount()).toBe(before);
  expect((await uploadPdf(product, agreementPdf())).status).toBe(201);
});

test("an upload without a file, or with an unknown part, names what is missing or unknown", async () => {
  const empty = new FormData();
  empty.set("title", "No file");
  expectProblem(await call(product, "POST", "/api/documents", { body: empty }), 400, "invalid_request");
  const unknown = new FormData();
  unknown.set("colour", "green");
  unknown.set("file", new Blob([agreementPdf()]), "a.pdf");
  const answer = await call(product, "POST", "/api/documents", { body: unknown });
  expectProblem(answer, 400, "invalid_request");
  expect(answer.text).toContain("colour");
});

test.each([
  ["a broken e-mail", { signers: ["jane@"] }, 400, "invalid_request", "/signers/0"],
  ["no signers", { signers: [] }, 400, "invalid_request", "/signers"],
  [
    "the same signer twice",
    { signers: ["jane@x.example", "JANE@x.example"] },
    422,
    "duplicate_signer",
    "jane@x.example",
  ],
  ["an unknown key", { signers: ["jane@x.example"], colour: "green" }, 400, "invalid_request", "colour"],
  [
    "an unknown key in a signer",
    { signers: [{ email: "jane@x.example", phone: "1" }] },
    400,
    "invalid_request",
    "phone",
  ],
  [
    "too long an expiry",
    { signers: ["jane@x.example"], expires_in_days: 91 },
    400,
    "invalid_request",
    "/expires_in_days",
  ],
] as const)("a request with %s is refused", async (_name, json, status, code, named) => {
  const before = await signatureCount();
  const answer = await call(product, "POST", `/api/documents/${documentId}/signatures`, { json });
  expectProblem(answer, status, code);
  expect(answer.text.toLowerCase()).toContain(named);
  expect(await signatureCount()).toBe(before);
});

test("a body that is no JSON, an unknown document and a foreign id are refused", async () => {
  const headers = { authorization: `Bearer ${product.apiKey}`, "content-type": "application/json" };
  const path = `/api/documents/${documentId}/signatures`;
  expectProblem(await call(product, "POST", path, { headers, body: "{signers: [" }), 400, "malformed_json");
  const json = { signers: ["jane@x.example"] };
  const unknown = "doc_01kb0000000000000000000000";
  const missing = await call(product, "POST", `/api/documents/${unknown}/signatures`, { json });
  expectProblem(missing, 404, "not_found");
  expect(missing.body.detail).toContain(unknown);
  const foreign = await call(product, "POST", "/api/documents/sig_01kb0000000000000000000000/signatures", {
    json,
  });
  expect([400, 404]).toContain(foreign.status);
  expect(foreign.text).toContain("sig_01kb0000000000000000000000");
  expectProblem(await call(product, "GET", "/api/nothing-here"), 404, "not_found");
});

test("every route of the API needs a valid key, but health, readiness, the callback and the sign-in", async () => {
  const openapi = (await call(product, "GET", "/openapi.json")).body;
  const open = new Set([
    "GET /healthz",
    "GET /readyz",
    "POST /api/signatures/webhook",
    "POST /api/session",
    // The ways into a session: which there are, and the two steps of the organisation's.
    "GET /api/session/methods",
    "GET /api/session/oidc",
    "GET /api/session/oidc/callback",
  ]);
  let closed = 0;
  for (const [path, methods] of Object.entries<Record<string, unknown>>(openapi.paths)) {
    for (const method of Object.keys(methods)) {
      const name = `${method.toUpperCase()} ${path}`;
      if (open.has(name)) continue;
      const url = path.replaceAll(/\{(\w+)\}/g, "sig_01kb0000000000000000000000");
      for (const headers of [{}, { authorization: "Bearer cnx_wrong" }] as Record<string, string>[]) {
        const answer = await call(product, method.toUpperCase(), url, { headers });
        expectProblem(answer, 401, "unauthenticated");
        closed += 1;
      }
    }
  }
  expect(closed).toBeGreaterThan(30);
});
