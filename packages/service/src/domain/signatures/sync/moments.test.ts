// Holds that the moment of a signing is one that we can answer for: a callback may say it only as far as our readings allow.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../../actor.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import { loadSignature } from "../load-signatures.ts";

const DAY_MS = 86_400_000;
const EMAIL = "jane@borrower.example";
const without = ["signature-collect"];

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk();
});
afterAll(async () => {
  await desk?.close();
});

const signed = (documentId: string | null | undefined, at: number) => ({
  event_time: at,
  event_type: "DOCUMENT_SIGNED",
  document_id: documentId,
  signer_email: EMAIL,
});
const completed = (requestId: string | null, at: number) => ({
  event_time: at,
  event_type: "SIGNATURE_REQUEST_COMPLETED",
  signature_request: { signature_request_id: requestId, is_completed: true, documents: [] },
});

const send = async () => {
  const signatureId = await desk.request([EMAIL]);
  await desk.work({ without });
  const { digisignerRequestId, documents } = await loadSignature(
    desk.deps.db,
    DEFAULT_WORKSPACE_ID,
    signatureId,
  );
  return { signatureId, requestId: digisignerRequestId, documentId: documents[0]?.digisignerDocumentId };
};

const sign = async (requestId: string | null): Promise<number> => {
  const { invitations } = await desk.control<{ invitations: { invitation_id: string }[] }>(
    "GET",
    `invitations?signature_request_id=${requestId}`,
  );
  await desk.control("POST", `invitations/${invitations[0]?.invitation_id}/sign`, {});
  return desk.clock.now().getTime();
};

const outcome = async (signatureId: string) => {
  const signature = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
  const entries = await readTimeline(desk.deps.db, { workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
  return {
    signedAt: signature.signers[0]?.documents[0]?.signedAt?.getTime(),
    completedAt: signature.completedAt?.getTime(),
    entry: entries.find(({ kind }) => kind === "signer_signed"),
  };
};

test("a lie of day 10 does not date the signing of day 15 back", async () => {
  const { signatureId, requestId, documentId } = await send();
  const first = desk.clock.now().getTime() + 60_000;
  desk.clock.advance(10 * DAY_MS);
  await desk.post(signed(documentId, first));
  await desk.post(completed(requestId, first));
  await desk.work({ without });
  const looked = desk.clock.now().getTime();
  desk.clock.advance(5 * DAY_MS);
  const truth = await sign(requestId);
  desk.clock.advance(60_000);
  await desk.reconcile();
  await desk.work({ without });
  const { signedAt, completedAt, entry } = await outcome(signatureId);
  expect(signedAt).toBeGreaterThanOrEqual(truth);
  expect(completedAt).toBeGreaterThanOrEqual(truth);
  expect(entry?.callbackId).toBeNull();
  expect(new Date(String(entry?.data.not_before)).getTime()).toBeGreaterThan(looked - DAY_MS);
});

test("a backdated callback that comes beside the true signing is recorded as a claim and believed in nothing", async () => {
  const { signatureId, requestId, documentId } = await send();
  const claimed = desk.clock.now().getTime() + 1;
  desk.clock.advance(DAY_MS);
  await desk.reconcile();
  await desk.work({ without });
  desk.clock.advance(60_000);
  const truth = await sign(requestId);
  await desk.post(signed(documentId, claimed));
  await desk.work({ without });
  const { signedAt, entry } = await outcome(signatureId);
  expect(signedAt).toBeGreaterThanOrEqual(truth);
  expect(entry?.data.claimed_at).toBe(new Date(claimed).toISOString());
});

test("a true callback names the moment, even when a lie came first", async () => {
  const { signatureId, requestId, documentId } = await send();
  await desk.post(signed(documentId, desk.clock.now().getTime()));
  await desk.work({ without });
  desk.clock.advance(DAY_MS);
  const truth = await sign(requestId);
  desk.clock.advance(3_000);
  await desk.post(signed(documentId, truth));
  await desk.post(completed(requestId, truth + 1));
  desk.clock.advance(5_000);
  await desk.work({ without });
  const { signedAt, completedAt, entry } = await outcome(signatureId);
  expect([signedAt, completedAt]).toEqual([truth, truth + 1]);
  expect(entry?.callbackId).toMatch(/^cb/);
});
