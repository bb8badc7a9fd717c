// Bad input from outside: each gets one clear problem document, and nothing half-done stays.
import { Agent, request } from "node:http";
import { Problem } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk } from "../testing/test-desk.ts";

let desk: TestDesk;
let documentId: string;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false, maxUploadBytes: 100_000 });
  documentId = (await desk.client.documents.upload(agreementPdf(), { fileName: "a.pdf" })).document_id;
});
afterAll(async () => {
  await desk?.close();
});

const call = async (path: string, init: RequestInit = {}) => {
  const headers = new Headers(init.headers);
  if (!headers.has("authorization")) headers.set("authorization", `Bearer ${desk.apiKey}`);
  const response = await fetch(desk.url + path, { ...init, headers });
  const text = await response.text();
  return { response, text };
};

const problemOf = async (path: string, init: RequestInit = {}): Promise<Problem> => {
  const { response, text } = await call(path, init);
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(response.status);
  expect(problem.request_id).toBe(response.headers.get("x-request-id"));
  return problem;
};

const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const form = (parts: Record<string, string | Blob>): RequestInit => {
  const data = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, "agreement.pdf");
  }
  return { method: "POST", body: data };
};

const count = async (): Promise<[documents: number, signatures: number]> => [
  (await desk.client.documents.list()).documents.length,
  (await desk.client.signatures.list()).signatures.length,
];

const jobs = async (): Promise<number> => {
  const { rows } = await desk.database.pool.query("select count(*)::int as n from pgboss.job");
  return rows[0].n;
};

const encrypted = (): Uint8Array<ArrayBuffer> => {
  const text = Buffer.from(agreementPdf()).toString("latin1");
  return new Uint8Array(
    Buffer.from(
      text.replace("/Root 1 0 R", "/Encrypt << /Filter /Standard /V 2 /R 3 >> /Root 1 0 R"),
      "latin1",
    ),
  );
};

test.each([
  ["no PDF", new Blob(["This is not a PDF at all."]), 422, "not_a_pdf"],
  ["empty", new Blob([]), 422, "empty_file"],
  ["encrypted", new Blob([encrypted()]), 422, "encrypted_pdf"],
  ["over the cap", new Blob([new Uint8Array(150_000).fill(32)]), 413, "file_too_large"],
  ["broken inside", new Blob(["%PDF-1.7\nnothing behind the header\n%%EOF"]), 422, "damaged_pdf"],
] as const)("a file that is %s is refused and leaves nothing behind", async (_name, file, status, code) => {
  const before = await count();
  const problem = await problemOf("/api/documents", form({ file }));
  expect([problem.status, problem.code]).toEqual([status, code]);
  expect(await count()).toEqual(before);
});

const pdf = () => new Blob([agreementPdf()]);

test.each([
  ["no file", () => form({ title: "No file" }), "/file"],
  ["an unknown part before the file", () => form({ colour: "green", file: pdf() }), "/colour"],
  ["an unknown part behind the file", () => form({ file: pdf(), colour: "green" }), "/colour"],
  ["a second file", () => form({ file: pdf(), other: pdf() }), "/other"],
  ["metadata that is no JSON", () => form({ file: pdf(), metadata: "{" }), "/metadata"],
  [
    "metadata that is no object of texts",
    () => form({ file: pdf(), metadata: '{"deal":1}' }),
    "/metadata/deal",
  ],
  ["an empty title", () => form({ file: pdf(), title: " " }), "/title"],
] as const)("an upload with %s names it and leaves nothing behind", async (_name, init, path) => {
  const before = await count();
  const problem = await problemOf("/api/documents", init());
  expect([problem.status, problem.code]).toEqual([400, "invalid_request"]);
  expect(problem.errors?.map((fault) => fault.path)).toContain(path);
  expect(await count()).toEqual(before);
});

test("a refused upload does not take the blob away from a document with the same bytes", async () => {
  await problemOf("/api/documents", form({ file: pdf(), colour: "green" }));
  const content = await desk.client.documents.content(documentId);
  expect(Buffer.from(await content.arrayBuffer()).equals(Buffer.from(agreementPdf()))).toBe(true);
});

test("an upload that is no form is refused", async () => {
  const problem = await problemOf("/api/documents", json({ file: "x" }));
  expect([problem.status, problem.code]).toEqual([415, "unsupported_media_type"]);
});

test.each([
  ["a broken e-mail", { signers: ["jane@"] }, 400, "invalid_request", "/signers/0"],
  ["no signers", { signers: [] }, 400, "invalid_request", "/signers"],
  ["no body at all", {}, 400, "invalid_request", "/signers"],
  ["the same signer twice", { signers: ["j@x.com", "J@X.com"] }, 422, "duplicate_signer", "/signers/1/email"],
  ["an unknown key", { signers: ["j@x.com"], colour: "green" }, 400, "invalid_request", "/colour"],
  [
    "an unknown key in a signer",
    { signers: [{ email: "j@x.com", phone: "1" }] },
    400,
    "invalid_request",
    "/signers/0/phone",
  ],
  [
    "too long an expiry",
    { signers: ["j@x.com"], expires_in_days: 91 },
    400,
    "invalid_request",
    "/expires_in_days",
  ],
  [
    "a field off its page",
    {
      signers: [
        { email: "j@x.com", fields: [{ type: "SIGNATURE", page: 0, rectangle: [500, 100, 9999, 140] }] },
      ],
    },
    400,
    "invalid_request",
    "/signers/0/fields/0/rectangle",
  ],
  ["a NUL character", { signers: ["j@x.com"], message: "a\0b" }, 400, "invalid_request", "/message"],
] as const)(
  "a request with %s is refused before anything is kept",
  async (_name, body, status, code, path) => {
    const before = [await count(), await jobs()];
    const problem = await problemOf(`/api/documents/${documentId}/signatures`, json(body));
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(problem.errors?.map((fault) => fault.path)).toContain(path);
    expect([await count(), await jobs()]).toEqual(before);
  },
);

test("an unknown document and a foreign id are named", async () => {
  const unknown = "doc_01kb0000000000000000000000";
  const missing = await problemOf(`/api/documents/${unknown}/signatures`, json({ signers: ["j@x.com"] }));
  expect([missing.status, missing.code]).toEqual([404, "not_found"]);
  expect(missing.detail).toContain(unknown);
  const foreign = await problemOf("/api/documents/sig_01kb0000000000000000000000");
  expect([foreign.status, foreign.code]).toEqual([400, "invalid_request"]);
  expect(foreign.detail).toContain("sig_01kb0000000000000000000000");
});

test("a body that is no JSON, none at all, or too large is refused", async () => {
  const path = `/api/documents/${documentId}/signatures`;
  const type = { "content-type": "application/json" };
  const broken = await problemOf(path, { method: "POST", headers: type, body: "{signers: [" });
  expect([broken.status, broken.code]).toEqual([400, "malformed_json"]);
  const poisoned = await problemOf(path, { method: "POST", headers: type, body: '{"__proto__": {"a": 1}}' });
  expect(poisoned.status).toBe(400);
  const empty = await problemOf(path, { method: "POST", headers: type, body: "" });
  expect([empty.status, empty.code]).toEqual([400, "malformed_json"]);
  const huge = await problemOf(path, json({ signers: ["j@x.com"], message: "x".repeat(3_000_000) }));
  expect([huge.status, huge.code]).toEqual([413, "body_too_large"]);
  const text = await problemOf(path, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: "a,b",
  });
  expect([text.status, text.code]).toEqual([415, "unsupported_media_type"]);
});

test("unknown routes are 404, known ones with another method 405 with Allow", async () => {
  expect((await problemOf("/api/nothing-here")).code).toBe("not_found");
  const problem = await problemOf("/api/documents", { method: "DELETE" });
  expect([problem.status, problem.code]).toEqual([405, "method_not_allowed"]);
  const { response } = await call("/api/documents", { method: "DELETE" });
  expect(response.headers.get("allow")).toBe("POST, GET");
});

test("queries are checked like bodies", async () => {
  for (const query of ["limit=0", "limit=1000", "colour=green", "status=sent", "cursor=nonsense"]) {
    const problem = await problemOf(`/api/signatures?${query}`);
    expect([query, problem.status, problem.code]).toEqual([query, 400, "invalid_request"]);
  }
});

test("ids and words that try to be SQL or patterns find nothing and break nothing", async () => {
  for (const search of ["'; drop table signatures; --", "%", "_", "\\", "100%"]) {
    const { signatures } = await desk.client.signatures.list({ search });
    expect(signatures).toEqual([]);
  }
});

test("with the real DigiSigner a placeholder address is refused", async () => {
  const live = await createTestDesk({ workers: false, provider: "digisigner", callbacks: false });
  try {
    const { document_id } = await live.client.documents.upload(agreementPdf(), { fileName: "a.pdf" });
    await expect(
      live.client.signatures.request(document_id, { signers: ["jane@lender.com", "signer1@example.com"] }),
    ).rejects.toMatchObject({ code: "placeholder_email", status: 422 });
  } finally {
    await live.close();
  }
});

test("a refused upload leaves its connection usable for the next call", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${desk.apiKey}` };
  const ask = (method: string, path: string, body?: Buffer, type = "multipart/form-data; boundary=cut") =>
    new Promise<number | undefined>((done, fail) => {
      const length = body === undefined ? {} : { "content-length": body.length, "content-type": type };
      const outgoing = request(desk.url + path, { agent, method, headers: { ...headers, ...length } });
      outgoing.on("error", fail);
      outgoing.on("response", (answer) => answer.resume().on("end", () => done(answer.statusCode)));
      outgoing.end(body);
    });
  const head = '--cut\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\n\r\n';
  const large = Buffer.concat([
    Buffer.from(head),
    Buffer.alloc(1_200_000, 32),
    Buffer.from("\r\n--cut--\r\n"),
  ]);
  for (let round = 0; round < 20; round++) {
    expect(await ask("POST", "/api/documents", large)).toBe(413);
    expect(await ask("GET", "/api/documents?limit=1")).toBe(200);
  }
  agent.destroy();
});
