// The whole path over a real socket, through the typed client and through the library call of the setup guide.
import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { chainFaults } from "@creditnexus/contract";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "./testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk, until } from "./testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ log: process.env.DEBUG === "1" });
});
afterAll(async () => {
  await desk?.close();
});

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const collected = (signatureId: string) =>
  until(
    () => desk.client.signatures.get(signatureId),
    (signature) => signature.is_collected,
  );

test("an agreement goes from upload to the proved signed PDF", async () => {
  const sent = await desk.send([
    { email: "jane@borrower.example", name: "Jane Roe", order: 1 },
    { email: "olaf@lender.example", order: 2 },
  ]);
  expect(sent.status).toBe("pending");
  expect(sent.signers.map((signer) => signer.is_current)).toEqual([true, false]);

  await desk.signAll(sent, 1);
  const half = await until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.status === "in_progress",
  );
  expect(half.signers.map((signer) => [signer.status, signer.is_current])).toEqual([
    ["signed", false],
    ["pending", true],
  ]);

  await desk.signAll(sent);
  const done = await collected(sent.signature_id);
  expect(done.status).toBe("completed");
  const [document] = done.documents;
  expect(document?.signed.state).toBe("verified");
  expect(document?.signed.checks.map((check) => [check.name, check.outcome])).toEqual([
    ["parse", "pass"],
    ["pages", "pass"],
    ["seal", "pass"],
    ["content", "pass"],
  ]);
  const download = await desk.client.signatures.download(sent.signature_id);
  expect(sha256(new Uint8Array(await download.arrayBuffer()))).toBe(document?.signed.sha256);
});

test("the timeline names every step once, with the callback that told of it, in a chain that holds", async () => {
  const sent = await desk.send(["jane@borrower.example", "olaf@lender.example"]);
  await desk.signAll(sent);
  await collected(sent.signature_id);
  const { events } = await desk.client.signatures.timeline(sent.signature_id);
  // The mails about it go out beside the collection, before or after.
  const kinds = events.map((event) => event.kind).filter((kind) => kind !== "told_of_completion");
  expect(kinds).toEqual([
    "requested",
    "sent",
    "signer_signed",
    "signer_signed",
    "completed",
    "document_collected",
  ]);
  expect(events[2]?.callback_id).toMatch(/^cbk_/);
  expect(await chainFaults(events)).toEqual([]);
});

test("the library call of the setup guide does the same", async () => {
  const { service } = desk.app;
  const document = await service.uploadDocument({ file: agreementPdf(), fileName: "guide.pdf" });
  const result = await service.createSignatureRequest({
    documentId: document.documentId,
    signers: ["signer1@example.com", "signer2@example.com"],
    message: "Please sign this document",
  });
  expect(result.status).toBe("sending");
  const sent = await until(
    () => service.getSignature(result.signatureId),
    (signature) => signature.status === "pending",
  );
  expect(sent.signatureRequestId).toBe(sent.digisignerRequestId);
  await desk.signAll(await desk.client.signatures.get(result.signatureId));
  await until(
    () => service.getSignature(result.signatureId),
    (signature) => signature.isCollected,
  );
  const [file] = await service.readSigned(result.signatureId);
  expect(file?.fileName).toBe("guide-signed.pdf");
  const bytes = file === undefined ? Buffer.alloc(0) : await buffer(file.stream);
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("the library call refuses what the HTTP API refuses, in its own words", async () => {
  const { service } = desk.app;
  await expect(
    service.createSignatureRequest({ documentId: "doc_123", signers: ["signer1@"] }),
  ).rejects.toMatchObject({ code: "invalid_request" });
  await expect(
    service.createSignatureRequest({ documentId: "doc_123", signers: ["signer1@example.com"] }),
  ).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("doc_123") });
});

test("several documents are signed per signer and come back as one zip", async () => {
  const [first, second] = await Promise.all(
    ["facility.pdf", "security.pdf"].map((fileName) =>
      desk.client.documents.upload(agreementPdf([fileName]), { fileName }),
    ),
  );
  if (first === undefined || second === undefined) throw new Error("two uploads give two documents");
  const created = await desk.client.signatures.create({
    title: "Closing set",
    documents: [
      { document_id: first.document_id, signers: ["jane@borrower.example", "olaf@lender.example"] },
      { document_id: second.document_id, signers: ["OLAF@lender.example"] },
    ],
  });
  expect(created.signers.map((signer) => [signer.email, signer.documents.length])).toEqual([
    ["jane@borrower.example", 1],
    ["olaf@lender.example", 2],
  ]);
  const sent = await until(
    () => desk.client.signatures.get(created.signature_id),
    (signature) => signature.status === "pending",
  );
  await desk.signAll(sent);
  await collected(created.signature_id);
  const zip = await desk.client.signatures.download(created.signature_id);
  expect(zip.headers.get("content-type")).toBe("application/zip");
  expect(zip.headers.get("content-disposition")).toContain("Closing set.zip");
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  expect(Object.keys(files)).toEqual(["facility-signed.pdf", "security-signed.pdf"]);
  const one = await desk.client.signatures.download(created.signature_id, {
    document_id: second.document_id,
  });
  expect(sha256(new Uint8Array(await one.arrayBuffer()))).toBe(
    sha256(files["security-signed.pdf"] ?? new Uint8Array()),
  );
});

test("the event stream tells each step live and resumes after the last one seen", async () => {
  const sent = await desk.send(["live@lender.example"]);
  const url = `${desk.url}/api/signatures/${sent.signature_id}/events`;
  const headers = { authorization: `Bearer ${desk.apiKey}`, accept: "text/event-stream" };
  const readUntil = async (wanted: string, lastEventId?: string): Promise<string> => {
    const stop = new AbortController();
    const resumed = lastEventId === undefined ? headers : { ...headers, "last-event-id": lastEventId };
    const answer = await fetch(url, { headers: resumed, signal: stop.signal });
    let text = "";
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes(wanted)) break;
    }
    stop.abort();
    return text;
  };
  const live = readUntil('"kind":"completed"');
  await desk.signAll(sent);
  const seen = await live;
  expect(seen).toMatch(/^event: timeline$/m);
  expect(seen).toMatch(/^event: signature$/m);
  const ids = [...seen.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(ids).toEqual(ids.map((_id, index) => index + 1));
  const rest = await readUntil('"kind":"completed"', "2");
  expect(rest).toMatch(/^id: 3$/m);
  expect(rest).not.toMatch(/^id: [12]$/m);
});

test("the desk can be closed while somebody watches a stream", async () => {
  const other = await createTestDesk();
  const sent = await other.send(["watched@lender.example"]);
  const answer = await fetch(`${other.url}/api/signatures/${sent.signature_id}/events`, {
    headers: { authorization: `Bearer ${other.apiKey}`, accept: "text/event-stream" },
  });
  expect(answer.status).toBe(200);
  await other.close();
  await answer.body?.cancel().catch((error: unknown) => error);
});
