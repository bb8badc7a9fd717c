// Holds what is read out of DigiSigner's answer, in order, out of order, in bundles and in part.
import type { SignatureRequest } from "@creditnexus/digisigner";
import { describe, expect, test } from "vitest";
import type { Signature, SignatureDocument, Signer, SignerStatus } from "../signature.ts";
import { readNews } from "./truth.ts";

const document = (documentId: string, digisignerDocumentId: string): SignatureDocument => ({
  documentId,
  title: documentId,
  fileName: `${documentId}.pdf`,
  pageCount: 1,
  sha256: "0".repeat(64),
  digisignerDocumentId,
  signed: { state: "waiting", sha256: null, size: null, collectedAt: null, checks: [], accepted: null },
});

const signer = (email: string, shares: Record<string, SignerStatus>): Signer => ({
  signerId: `sgr_${email}`,
  email,
  name: null,
  role: null,
  order: null,
  language: null,
  documents: Object.entries(shares).map(([documentId, status]) => ({
    documentId,
    status,
    signedAt: null,
    fields: [],
    hasAccessCode: false,
  })),
});

const signature = (documents: SignatureDocument[], signers: Signer[]): Signature => ({
  workspaceId: "wsp_default",
  signatureId: "sig_1",
  title: "Facility Agreement",
  status: "pending",
  provider: "sandbox",
  digisignerRequestId: "request",
  documents,
  signers,
  subject: null,
  message: null,
  urgency: "standard",
  reminderDays: [],
  sendEmails: true,
  language: "en",
  senderEmail: null,
  useTextTags: false,
  hideTextTags: false,
  bundle: false,
  redirectAfterSigningToUrl: null,
  metadata: {},
  requestedBy: "test",
  requestedAt: new Date(0),
  sentAt: new Date(0),
  expiresAt: new Date(1),
  completedAt: null,
  closedAt: null,
  closedReason: null,
  collectedAt: null,
  lastSyncedAt: null,
  failure: null,
  resentFrom: null,
  resentAs: null,
  missedCallbacks: 0,
  updatedAt: new Date(0),
});

const truth = (
  documents: Record<string, Record<string, boolean>>,
  isCompleted = false,
): SignatureRequest => ({
  signatureRequestId: "request",
  isCompleted,
  documents: Object.entries(documents).map(([documentId, signers]) => ({
    documentId,
    signers: Object.entries(signers).map(([email, isSignatureCompleted]) => ({
      email,
      isSignatureCompleted,
    })),
  })),
});

const shares = (news: ReturnType<typeof readNews>) =>
  news.signed.map((share) => `${share.email} ${share.documentId}`);

describe("one document", () => {
  const two = signature(
    [document("doc_a", "A")],
    [signer("Jane@b.com", { doc_a: "pending" }), signer("olaf@l.com", { doc_a: "pending" })],
  );

  test("nobody signed is no news", () => {
    const news = readNews(two, truth({ A: { "jane@b.com": false, "olaf@l.com": false } }));
    expect(news).toEqual({ signed: [], isCompleted: false, surprises: [] });
  });

  test("addresses are matched whatever their case", () => {
    expect(shares(readNews(two, truth({ A: { "JANE@B.COM": true, "olaf@l.com": false } })))).toEqual([
      "Jane@b.com doc_a",
    ]);
  });

  test("a completed request has every signature, also those not flagged", () => {
    const news = readNews(two, truth({ A: { "jane@b.com": true, "olaf@l.com": false } }, true));
    expect(news.isCompleted).toBe(true);
    expect(shares(news)).toEqual(["Jane@b.com doc_a", "olaf@l.com doc_a"]);
  });

  test("all signed without the request being completed is not completed", () => {
    expect(readNews(two, truth({ A: { "jane@b.com": true, "olaf@l.com": true } })).isCompleted).toBe(false);
  });

  test("what we know as signed is no news and is never taken back", () => {
    const half = signature(two.documents, [signer("jane@b.com", { doc_a: "signed" })]);
    expect(readNews(half, truth({ A: { "jane@b.com": false } })).signed).toEqual([]);
  });

  test("missing and foreign signers are named", () => {
    const news = readNews(two, truth({ A: { "jane@b.com": false, "eve@x.com": true } }));
    expect(news.signed).toEqual([]);
    expect(news.surprises).toEqual([
      "DigiSigner reports no signer olaf@l.com on doc_a",
      "DigiSigner reports a signer eve@x.com on doc_a whom nobody asked",
    ]);
  });
});

describe("what nobody asked for", () => {
  const one = signature([document("doc_a", "A")], [signer("jane@b.com", { doc_a: "pending" })]);
  const twice = (first: boolean, second: boolean): SignatureRequest => ({
    signatureRequestId: "request",
    isCompleted: false,
    documents: [
      {
        documentId: "A",
        signers: [
          { email: "jane@b.com", isSignatureCompleted: first },
          { email: "JANE@b.com", isSignatureCompleted: second },
        ],
      },
    ],
  });

  test("an address that is reported twice has signed when all its entries are", () => {
    expect(shares(readNews(one, twice(true, false)))).toEqual([]);
    expect(shares(readNews(one, twice(false, true)))).toEqual([]);
    expect(shares(readNews(one, twice(true, true)))).toEqual(["jane@b.com doc_a"]);
  });

  test("documents that are foreign, missing or exchanged are named", () => {
    const jane = { "jane@b.com": false };
    expect(readNews(one, truth({ A: jane, Z: jane })).surprises).toEqual([
      "DigiSigner reports a document Z that nobody sent",
    ]);
    expect(readNews(one, truth({})).surprises).toEqual(["DigiSigner reports nothing about doc_a"]);
    expect(readNews(one, truth({ Z: jane })).surprises).toEqual([
      "DigiSigner reports a document Z in place of doc_a",
    ]);
    expect(readNews({ ...one, bundle: true }, truth({ Z: jane })).surprises).toEqual([]);
  });

  test("a foreign document in front does not lend its signature", () => {
    expect(shares(readNews(one, truth({ Z: { "jane@b.com": true }, A: { "jane@b.com": false } })))).toEqual(
      [],
    );
  });
});

describe("two documents", () => {
  const both = signature(
    [document("doc_a", "A"), document("doc_b", "B")],
    [signer("jane@b.com", { doc_a: "pending", doc_b: "pending" })],
  );

  test("a signature counts for its own document only, whatever the order of the answer", () => {
    expect(shares(readNews(both, truth({ B: { "jane@b.com": true }, A: { "jane@b.com": false } })))).toEqual([
      "jane@b.com doc_b",
    ]);
  });

  test("documents with ids of their own, as in a bundle, are matched by place", () => {
    expect(shares(readNews(both, truth({ X: { "jane@b.com": false }, Y: { "jane@b.com": true } })))).toEqual([
      "jane@b.com doc_b",
    ]);
  });
});
