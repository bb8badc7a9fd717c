// Holds that voiding a closed signature destroys no completed contract that it could have known of, and tells what it did.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../../testing/agreement-pdf.ts";
import { holdUp } from "../../../testing/gated-digisigner.ts";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../../actor.ts";
import { uploadDocument } from "../../documents/upload-document.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import { createSignatureRequest } from "../create-signature-request.ts";
import { loadSignature } from "../load-signatures.ts";
import type { Signature } from "../signature.ts";
import { cancelSignature } from "./cancel-signature.ts";
import { withdrawSignature } from "./withdraw-signature.ts";

const EMAILS = ["jane@borrower.example", "olaf@lender.example"];
const withoutCollecting = { without: ["signature-collect"] };

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk();
});
afterAll(async () => {
  await desk?.close();
});

const jobOf = ({ signatureId }: Signature) => ({ workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
const load = (signatureId: string) => loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);

/** Two documents; the first is Jane's, the second is Jane's and Olaf's. */
const send = async (): Promise<Signature> => {
  const { documentId } = await uploadDocument(desk.deps, libraryActor, {
    file: agreementPdf(),
    fileName: "security.pdf",
  });
  const { signatureId } = await createSignatureRequest(desk.deps, libraryActor, {
    documents: [
      { documentId: desk.documentId, path: "/0", signers: [{ email: EMAILS[0] ?? "", fields: [] }] },
      { documentId, path: "/1", signers: EMAILS.map((email) => ({ email, fields: [] })) },
    ],
    bundle: false,
    urgency: "standard",
    sendEmails: false,
    useTextTags: false,
    hideTextTags: false,
    metadata: {},
  });
  await desk.work(withoutCollecting);
  return load(signatureId);
};

const sign = async ({ digisignerRequestId }: Signature, email: string): Promise<void> => {
  const { invitations } = await desk.control<{ invitations: { invitation_id: string; email: string }[] }>(
    "GET",
    `invitations?signature_request_id=${digisignerRequestId}`,
  );
  for (const one of invitations.filter((invitation) => invitation.email === email)) {
    await desk.control("POST", `invitations/${one.invitation_id}/sign`, {});
  }
};

const cancel = (signature: Signature) => cancelSignature(desk.deps, libraryActor, signature.signatureId, {});

const deletedOf = async ({ documents }: Signature): Promise<boolean[]> => {
  const all = await desk.control<{ documents: { document_id: string; deleted: boolean }[] }>(
    "GET",
    "documents",
  );
  return documents.map(
    (one) => all.documents.find(({ document_id: id }) => id === one.digisignerDocumentId)?.deleted ?? true,
  );
};

const entriesOf = async (signature: Signature) => {
  const timeline = await readTimeline(desk.deps.db, jobOf(signature));
  return timeline.filter(({ kind }) => ["cancelled", "completed", "withdrawn"].includes(kind));
};

test("the document that somebody has yet to sign goes first, so that the rest cannot be completed meanwhile", async () => {
  const signature = await send();
  await sign(signature, "jane@borrower.example");
  await cancel(signature);
  const slow = holdUp(desk, { method: "DELETE", path: "/v1/documents", when: "after" });
  const withdrawing = withdrawSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signature));
  await slow.held;
  expect(await deletedOf(signature)).toEqual([false, true]);
  slow.release();
  await withdrawing;
  expect(await deletedOf(signature)).toEqual([true, true]);
});

test("a signature that completes it while a deletion fails is seen before the deletion is tried again", async () => {
  const signature = await send();
  await sign(signature, "jane@borrower.example");
  await cancel(signature);
  await desk.control("POST", "faults", {
    name: "api_error",
    parameters: { endpoint: "delete_document", status: 409 },
    times: 1,
  });
  await expect(withdrawSignature(desk.deps, jobOf(signature))).rejects.toMatchObject({ status: 409 });
  await sign(signature, "olaf@lender.example");
  await desk.work(withoutCollecting);
  expect([(await load(signature.signatureId)).status, await deletedOf(signature)]).toEqual([
    "completed",
    [false, false],
  ]);
  expect((await entriesOf(signature)).map(({ kind }) => kind)).toEqual(["cancelled", "completed"]);
});

test("a last signature between the look and the deletion is found, and the timeline says what is lost", async () => {
  const signature = await send();
  await sign(signature, "jane@borrower.example");
  await cancel(signature);
  const slow = holdUp(desk, { method: "DELETE", path: "/v1/documents", when: "before" });
  const withdrawing = withdrawSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signature));
  await slow.held;
  await sign(signature, "olaf@lender.example");
  slow.release();
  await withdrawing;
  expect([(await load(signature.signatureId)).status, await deletedOf(signature)]).toEqual([
    "completed",
    [false, true],
  ]);
  await desk.work(withoutCollecting);
  const entries = await entriesOf(signature);
  expect(entries.map(({ kind }) => kind)).toEqual(["cancelled", "completed", "withdrawn"]);
  expect(entries.at(-1)).toMatchObject({
    data: { completed: true, deleted_documents: 1 },
    summary: expect.stringContaining("ask the signers for the copies"),
  });
});

test("a process that ends after its last deletion leaves the record to its successor", async () => {
  const signature = await send();
  await cancel(signature);
  // Read, delete, read, delete.
  expect(await desk.work({ ...withoutCollecting, crash: { atCall: 4, when: "after" } })).toBe(false);
  expect(await deletedOf(signature)).toEqual([true, true]);
  await desk.work(withoutCollecting);
  const [, withdrawn, ...more] = await entriesOf(signature);
  expect([withdrawn?.kind, withdrawn?.data, more]).toEqual([
    "withdrawn",
    { deleted_documents: 2, completed: false },
    [],
  ]);
});
