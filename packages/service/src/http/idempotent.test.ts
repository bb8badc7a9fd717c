// Creating calls with an Idempotency-Key: done once, whatever is repeated when.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk } from "../testing/test-desk.ts";

let desk: TestDesk;
let documentId: string;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
  documentId = (await desk.client.documents.upload(agreementPdf(), { fileName: "a.pdf" })).document_id;
});
afterAll(async () => {
  await desk?.close();
});

const counts = async () => {
  const { rows } = await desk.database.pool.query<{ documents: number; signatures: number; jobs: number }>(
    `select (select count(*)::int from documents) as documents, (select count(*)::int from signatures) as signatures,
      (select count(*)::int from pgboss.job where name = 'signature-send') as jobs`,
  );
  return rows[0];
};

test("the same call with the same key is done once and answered alike", async () => {
  const body = { signers: ["jane@borrower.example"] };
  const first = await desk.client.signatures.request(documentId, body, { idempotencyKey: "send-1" });
  const after = await counts();
  const second = await desk.client.signatures.request(documentId, body, { idempotencyKey: "send-1" });
  expect(second).toEqual(first);
  expect(await counts()).toEqual(after);
});

test("ten double clicks at once send one request", async () => {
  const before = await counts();
  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      desk.client.signatures.request(
        documentId,
        { signers: ["olaf@lender.example"] },
        { idempotencyKey: "send-10" },
      ),
    ),
  );
  const after = await counts();
  expect((after?.signatures ?? 0) - (before?.signatures ?? 0)).toBe(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "idempotency_in_flight" });
  }
  const ids = results.flatMap((result) => (result.status === "fulfilled" ? result.value.signature_id : []));
  expect(new Set(ids).size).toBe(1);
});

test("another body, or another route, with the same key is refused", async () => {
  const options = { idempotencyKey: "send-3" };
  await desk.client.signatures.request(documentId, { signers: ["a@b.example"] }, options);
  await expect(
    desk.client.signatures.request(documentId, { signers: ["c@d.example"] }, options),
  ).rejects.toMatchObject({ code: "idempotency_mismatch", status: 422 });
  await expect(
    desk.client.signatures.create(
      { documents: [{ document_id: documentId }], signers: ["a@b.example"] },
      options,
    ),
  ).rejects.toMatchObject({ code: "idempotency_mismatch" });
});

test("a refused call gives its key back", async () => {
  const options = { idempotencyKey: "send-4" };
  await expect(
    desk.client.signatures.request(documentId, { signers: ["a@b.example", "A@b.example"] }, options),
  ).rejects.toMatchObject({ code: "duplicate_signer" });
  const corrected = await desk.client.signatures.request(documentId, { signers: ["a@b.example"] }, options);
  expect(corrected.status).toBe("sending");
});

test("an upload is repeated with its bytes: the same ones give the same document, others are refused", async () => {
  const options = { fileName: "b.pdf", idempotencyKey: "upload-1" };
  const first = await desk.client.documents.upload(agreementPdf(["one"]), options);
  const before = await counts();
  expect(await desk.client.documents.upload(agreementPdf(["one"]), options)).toEqual(first);
  expect(await counts()).toEqual(before);
  await expect(desk.client.documents.upload(agreementPdf(["two"]), options)).rejects.toMatchObject({
    code: "idempotency_mismatch",
  });
  expect(await counts()).toEqual(before);
  const content = await desk.client.documents.content(first.document_id);
  expect(Buffer.from(await content.arrayBuffer()).equals(Buffer.from(agreementPdf(["one"])))).toBe(true);
});

test("keys of different callers do not meet", async () => {
  const { key } = await desk.client.keys.create({ name: "other", role: "sender" });
  const answer = await fetch(`${desk.url}/api/documents/${documentId}/signatures`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": "send-1",
    },
    body: JSON.stringify({ signers: ["somebody@else.example"] }),
  });
  expect(answer.status).toBe(201);
});

test("a key that is no key is refused", async () => {
  await expect(
    desk.client.signatures.request(
      documentId,
      { signers: ["a@b.example"] },
      { idempotencyKey: "x".repeat(201) },
    ),
  ).rejects.toMatchObject({ code: "invalid_request" });
});

test("what is shown once is made once, and a repetition is refused with what to do", async () => {
  const key = { name: "reporting", role: "viewer" } as const;
  const made = await desk.client.keys.create(key, { idempotencyKey: "key-1" });
  const again = await desk.client.keys
    .create(key, { idempotencyKey: "key-1" })
    .catch((error: unknown) => error);
  expect(again).toMatchObject({ code: "conflict", message: expect.stringContaining(made.key_id) });
  const { keys } = await desk.client.keys.list();
  expect(keys.filter((one) => one.name === "reporting")).toHaveLength(1);

  const endpoint = { url: "http://127.0.0.1:9/hook" };
  const first = await desk.client.webhookEndpoints.create(endpoint, { idempotencyKey: "hook-1" });
  await expect(
    desk.client.webhookEndpoints.create(endpoint, { idempotencyKey: "hook-1" }),
  ).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("rotate its secret"),
  });
  await expect(
    desk.client.webhookEndpoints.create({ url: "http://127.0.0.1:9/other" }, { idempotencyKey: "hook-1" }),
  ).rejects.toMatchObject({ code: "idempotency_mismatch" });
  expect((await desk.client.webhookEndpoints.list()).endpoints).toHaveLength(1);

  const { rows } = await desk.database.pool.query("select response_body::text as body from idempotency_keys");
  const stored = JSON.stringify(rows);
  expect(stored).not.toContain(made.key);
  expect(stored).not.toContain(first.secret);
});
