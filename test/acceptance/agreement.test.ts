// The whole path over HTTP alone: upload, two signers in order, callbacks, the signed and verified PDF.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../fixtures/pdf.ts";
import { call, sandbox, sendAgreement, signAll, signature, until, uploadPdf } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product?.stop();
});

test("an agreement goes from upload to the verified signed PDF", async () => {
  const bytes = agreementPdf();
  const document = await uploadPdf(product, bytes, { title: "Facility Agreement" });
  expect(document.status).toBe(201);
  expect(document.body).toMatchObject({
    title: "Facility Agreement",
    file_name: "facility-agreement.pdf",
    page_count: 3,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  const stored = await call(product, "GET", `/api/documents/${document.body.document_id}/content`);
  expect(stored.headers.get("content-type")).toBe("application/pdf");

  const created = await call(product, "POST", `/api/documents/${document.body.document_id}/signatures`, {
    json: {
      signers: [
        { email: "jane@borrower.example", name: "Jane Roe", role: "Borrower", order: 1 },
        { email: "olaf@lender.example", name: "Olaf Berg", role: "Lender", order: 2 },
      ],
      subject: "Facility Agreement",
      message: "Please sign this document",
      expires_in_days: 14,
    },
  });
  expect(created.status).toBe(201);
  expect(created.body.signature_id).toMatch(/^sig_/);
  const id = created.body.signature_id;

  const sent = await until(
    () => signature(product, id),
    (value) => value.status === "pending",
  );
  expect(sent.signature_request_id).toBe(sent.digisigner_request_id);
  expect(sent.signers.map((one: { is_current: boolean }) => one.is_current)).toEqual([true, false]);

  const invitations = (
    await sandbox(product, "GET", `invitations?signature_request_id=${sent.signature_request_id}`)
  ).body.invitations;
  expect(invitations.map((one: { status: string }) => one.status)).toEqual(["open", "waiting"]);
  const early = await sandbox(product, "POST", `invitations/${invitations[1].invitation_id}/sign`, {});
  expect(early.status).toBe(409);

  await sandbox(product, "POST", `invitations/${invitations[0].invitation_id}/sign`, {});
  const halfway = await until(
    () => signature(product, id),
    (value) => value.status === "in_progress",
  );
  expect(halfway.signers.map((one: { status: string }) => one.status)).toEqual(["signed", "pending"]);
  const early2 = await call(product, "GET", `/api/signatures/${id}/download`);
  expect([early2.status, early2.body.code]).toEqual([409, "not_ready"]);

  await signAll(product, sent.signature_request_id);
  const done = await until(
    () => signature(product, id),
    (value) => value.is_collected,
  );
  expect(done.status).toBe("completed");
  expect(done.completed_at).not.toBeNull();
  expect(done.documents[0].signed.state).toBe("verified");
  expect(
    done.documents[0].signed.checks.filter((check: { outcome: string }) => check.outcome === "fail"),
  ).toEqual([]);

  const download = await fetch(`${product.url}/api/signatures/${id}/download`, {
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  const signed = new Uint8Array(await download.arrayBuffer());
  expect(download.headers.get("content-type")).toBe("application/pdf");
  expect(createHash("sha256").update(signed).digest("hex")).toBe(done.documents[0].signed.sha256);
  expect(new TextDecoder("latin1").decode(signed.subarray(0, 5))).toBe("%PDF-");
  expect(signed.length).toBeGreaterThan(bytes.length);

  const timeline = (await call(product, "GET", `/api/signatures/${id}/events`)).body.events;
  const kinds = timeline.map((event: { kind: string }) => event.kind);
  for (const kind of ["requested", "sent", "signer_signed", "completed", "document_collected"]) {
    expect(kinds).toContain(kind);
  }
  expect(timeline.map((event: { sequence: number }) => event.sequence)).toEqual(
    timeline.map((_event: unknown, index: number) => timeline[0].sequence + index),
  );
  for (const [index, event] of timeline.entries()) {
    expect(event.previous_hash).toBe(index === 0 ? null : timeline[index - 1].hash);
  }
});

test("lists find an agreement by status, signer and words, page by page", async () => {
  const sent = await sendAgreement(product, ["maria.lindqvist@fjord.example"]);
  const found = await call(product, "GET", "/api/signatures?search=lindqvist&status=pending");
  expect(found.body.signatures.map((one: { signature_id: string }) => one.signature_id)).toEqual([
    sent.signature_id,
  ]);
  const first = await call(product, "GET", "/api/signatures?limit=1");
  expect(first.body.signatures).toHaveLength(1);
  const second = await call(
    product,
    "GET",
    `/api/signatures?limit=1&cursor=${encodeURIComponent(first.body.next_cursor)}`,
  );
  expect(second.body.signatures[0].signature_id).not.toBe(first.body.signatures[0].signature_id);
});

test("signing links are never in lists, details or the timeline", async () => {
  const sent = await sendAgreement(product);
  const links = await call(product, "GET", `/api/signatures/${sent.signature_id}/links`);
  expect(links.body.links).toHaveLength(2);
  const invitation = new URL(links.body.links[0].sign_document_url).searchParams.get("invitationId") ?? "";
  expect(invitation).not.toBe("");
  for (const path of [
    "/api/signatures",
    `/api/signatures/${sent.signature_id}`,
    `/api/signatures/${sent.signature_id}/events`,
    "/api/callbacks",
  ]) {
    const answer = await call(product, "GET", path);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(invitation);
  }
  expect(product.output()).not.toContain(invitation);
});

test("a person's cancellation voids the invitations", async () => {
  const sent = await sendAgreement(product);
  const cancelled = await call(product, "POST", `/api/signatures/${sent.signature_id}/cancel`, {
    json: { reason: "The borrower withdrew" },
  });
  expect(cancelled.status).toBe(200);
  const closed = await until(
    () => signature(product, sent.signature_id),
    (value) => value.status === "cancelled",
  );
  expect(closed.closed_reason).toBe("The borrower withdrew");
  const list = await until(
    () => sandbox(product, "GET", `invitations?signature_request_id=${sent.signature_request_id}`),
    (answer) => answer.body.invitations.every((one: { status: string }) => one.status === "cancelled"),
  );
  expect(list.body.invitations).toHaveLength(2);
});

test("the live timeline tells of a signature without asking again", async () => {
  const sent = await sendAgreement(product, ["live@lender.example"]);
  const stop = new AbortController();
  const stream = await fetch(`${product.url}/api/signatures/${sent.signature_id}/events`, {
    headers: { authorization: `Bearer ${product.apiKey}`, accept: "text/event-stream" },
    signal: stop.signal,
  });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  await signAll(product, sent.signature_request_id);
  let text = "";
  for await (const chunk of stream.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array);
    if (text.includes('"signer_signed"')) break;
  }
  stop.abort();
  expect(text).toMatch(/^id: \S+$/m);
  expect(text).toMatch(/^event: timeline$/m);
});
