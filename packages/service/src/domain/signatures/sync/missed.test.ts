// Holds that only what no callback told counts as missed, however the callbacks lie in the journal.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../../actor.ts";
import { drainJournal } from "../../callbacks/drain-journal.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import { loadSignature } from "../load-signatures.ts";
import type { Signature } from "../signature.ts";
import { syncNow } from "./sync-now.ts";

const EMAIL = "jane@borrower.example";
const LIES = 1_100;

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk();
});
afterAll(async () => {
  await desk?.close();
});

const load = (signatureId: string) => loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);

const send = async (title: string, emails: readonly string[] = [EMAIL]): Promise<Signature> => {
  const signatureId = await desk.request(emails, title);
  await desk.work({ without: ["signature-collect"] });
  // What rings at the very moment of a look is no news after it.
  desk.clock.advance(1_000);
  return load(signatureId);
};

const sign = async ({ digisignerRequestId }: Signature): Promise<void> => {
  const { invitations } = await desk.control<{ invitations: { invitation_id: string; status: string }[] }>(
    "GET",
    `invitations?signature_request_id=${digisignerRequestId}`,
  );
  const next = invitations.find(({ status }) => status === "open");
  await desk.control("POST", `invitations/${next?.invitation_id}/sign`, {});
};

const say = ({ documents }: Signature, email: string, at = desk.clock.now()): Promise<void> =>
  desk.post({
    event_time: at.getTime(),
    event_type: "DOCUMENT_SIGNED",
    document_id: documents[0]?.digisignerDocumentId,
    signer_email: email,
  });

const sayCompleted = ({ digisignerRequestId }: Signature): Promise<void> =>
  desk.post({
    event_time: desk.clock.now().getTime(),
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: { signature_request_id: digisignerRequestId, is_completed: true, documents: [] },
  });

/** How much was missed, and the callback that stands beside the signing. */
const outcome = async ({ signatureId }: Signature) => {
  await syncNow(desk.deps, libraryActor, signatureId);
  const { missedCallbacks } = await load(signatureId);
  const timeline = await readTimeline(desk.deps.db, { workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
  const signed = timeline.filter(({ kind }) => kind === "signer_signed");
  const repairs = await desk.deps.db
    .selectFrom("repairs")
    .select("count")
    .where("signature_id", "=", signatureId)
    .execute();
  // What the figures show over time is what the agreement shows as a sum.
  expect(repairs.reduce((sum, { count }) => sum + count, 0)).toBe(missedCallbacks);
  return {
    missedCallbacks,
    signed: signed.length,
    isTold: signed.every((entry) => entry.callbackId !== null),
  };
};

test("a signing that nobody told is missed", async () => {
  const signature = await send("Untold");
  await sign(signature);
  expect(await outcome(signature)).toEqual({ missedCallbacks: 1, signed: 1, isTold: false });
});

test.each([
  ["that somebody signed", (signature: Signature) => say(signature, EMAIL.toUpperCase())],
  ["that everybody signed", sayCompleted],
])("a callback %s which is acknowledged and not looked at yet was not missed", async (what, tell) => {
  const signature = await send(`Acknowledged: ${what}`);
  await sign(signature);
  await tell(signature);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 0, signed: 1 });
});

test("a callback about another signature that waits is not taken for this one's", async () => {
  const signature = await send("Mine");
  const other = await send("Another");
  await sign(signature);
  await say(other, EMAIL);
  await sayCompleted(other);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1, isTold: false });
});

test("a callback that a look of ours merely overtook was not missed; the timeline keeps that the look was first", async () => {
  const signature = await send("Overtaken");
  await sign(signature);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1 });
  desk.clock.advance(30_000);
  await say(signature, EMAIL);
  while ((await drainJournal(desk.deps)) > 0);
  expect(await outcome(signature)).toEqual({ missedCallbacks: 0, signed: 1, isTold: false });
});

test("a callback that came in time and was looked at minutes later was not missed either", async () => {
  const signature = await send("Looked at late");
  await sign(signature);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1 });
  desk.clock.advance(10_000);
  await say(signature, EMAIL);
  desk.clock.advance(6 * 60_000);
  while ((await drainJournal(desk.deps)) > 0);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 0 });
});

test("a callback that comes with DigiSigner's first retry came too late", async () => {
  const signature = await send("Retried");
  await sign(signature);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1 });
  desk.clock.advance(61_000);
  await say(signature, EMAIL);
  while ((await drainJournal(desk.deps)) > 0);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1 });
});

test("of two that were overtaken, each callback takes back its own, however often it comes", async () => {
  const second = "omar@lender.example";
  const signature = await send("Two at once", [EMAIL, second]);
  await sign(signature);
  await sign(signature);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 2, signed: 2 });
  for (let time = 0; time < 3; time += 1) {
    desk.clock.advance(1_000);
    await say(signature, second);
    while ((await drainJournal(desk.deps)) > 0);
    expect(await outcome(signature)).toMatchObject({ missedCallbacks: 1 });
  }
  await say(signature, EMAIL);
  while ((await drainJournal(desk.deps)) > 0);
  expect(await outcome(signature)).toMatchObject({ missedCallbacks: 0 });
});

test(`the true callback behind ${LIES} lies is found`, async () => {
  const signature = await send("Behind lies");
  for (let lie = 0; lie < LIES; lie += 1) await say(signature, `liar${lie}@nowhere.example`);
  // Ids are in the order of their times.
  desk.clock.advance(1_000);
  await sign(signature);
  await say(signature, EMAIL);
  while ((await drainJournal(desk.deps)) > 0);
  expect(await outcome(signature)).toEqual({ missedCallbacks: 0, signed: 1, isTold: true });
});
