// Holds that what a callback rang for is looked at within minutes, even when no job for it ever succeeds, and then rests.
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../actor.ts";
import { cancelSignature } from "../signatures/close/cancel-signature.ts";
import { loadSignature } from "../signatures/load-signatures.ts";

const MINUTE_MS = 60_000;
const EMAIL = "jane@borrower.example";
const withoutCollecting = { without: ["signature-collect"], patient: false };

let desk: SteppedDesk;
let signatureId: string;
beforeEach(async () => {
  desk = await createSteppedDesk();
  signatureId = await desk.request([EMAIL]);
  await desk.work(withoutCollecting);
});
afterEach(async () => {
  await desk?.close();
});

const load = () => loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);

const sign = async (): Promise<void> => {
  const { digisignerRequestId } = await load();
  const { invitations } = await desk.control<{ invitations: { invitation_id: string }[] }>(
    "GET",
    `invitations?signature_request_id=${digisignerRequestId}`,
  );
  await desk.control("POST", `invitations/${invitations[0]?.invitation_id}/sign`, {});
};

/** What a job that used up its tries leaves behind while DigiSigner is away. */
const loseJobs = async (): Promise<void> => {
  await sql`delete from stepped_jobs where queue = 'signature-sync'`.execute(desk.deps.db);
};

/** True or not; drained, and its job lost, as after the last of its tries. */
const ringInVain = async (): Promise<void> => {
  const { documents } = await load();
  await desk.post({
    event_time: desk.clock.now().getTime(),
    event_type: "DOCUMENT_SIGNED",
    document_id: documents[0]?.digisignerDocumentId,
    signer_email: EMAIL,
  });
  await desk.work({ without: ["signature-collect", "signature-sync"], patient: false });
  await loseJobs();
};

/** Time passes in steps; `during` takes part in each. */
const pass = async (
  minutes: number,
  { step = 1, during = async () => undefined }: { step?: number; during?: () => Promise<void> } = {},
): Promise<void> => {
  for (let passed = 0; passed < minutes; passed += step) {
    desk.clock.advance(step * MINUTE_MS);
    await desk.reconcile();
    await during();
    await desk.work(withoutCollecting);
  }
};

const passDays = (days: number): Promise<void> => pass(days * 24 * 60, { step: 10 });

const nextLook = async (): Promise<Date | null> => {
  const { next_sync_at } = await desk.deps.db
    .selectFrom("signatures")
    .select("next_sync_at")
    .where("signature_id", "=", signatureId)
    .executeTakeFirstOrThrow();
  return next_sync_at;
};

test("days after it was sent, a signing whose job was lost is known two minutes later", async () => {
  await passDays(4);
  await sign();
  await ringInVain();
  await pass(2);
  expect((await load()).status).toBe("completed");
});

test("however long DigiSigner is away, a signing that was told is known ten minutes after its return", async () => {
  await passDays(4);
  await sign();
  await ringInVain();
  await pass(26 * 60, { step: 10, during: loseJobs });
  expect((await load()).status).toBe("pending");
  await pass(10);
  expect((await load()).status).toBe("completed");
});

test("a completion that is told after a cancellation has come to rest counts", async () => {
  await cancelSignature(desk.deps, libraryActor, signatureId, {});
  // The last signature came first; that the documents are at DigiSigner still, the desk has forgotten.
  await sign();
  await sql`update signatures set next_sync_at = null where signature_id = ${signatureId}`.execute(
    desk.deps.db,
  );
  await sql`delete from stepped_jobs`.execute(desk.deps.db);
  await sql`update send_uploads set state = 'deleted' where signature_id = ${signatureId}`.execute(
    desk.deps.db,
  );
  await ringInVain();
  await pass(2);
  expect((await load()).status).toBe("completed");
});

test("a lie about a cancelled signature costs one look, and it rests again", async () => {
  await cancelSignature(desk.deps, libraryActor, signatureId, {});
  await desk.work(withoutCollecting);
  await pass(15);
  expect(await nextLook()).toBeNull();
  await ringInVain();
  expect(await nextLook()).not.toBeNull();
  await pass(30);
  expect(await nextLook()).toBeNull();
  const calls = desk.calls();
  await pass(60);
  expect([desk.calls(), (await load()).status]).toEqual([calls, "cancelled"]);
});

test("a lie about a cancelled signature whose request is gone at DigiSigner lets it rest too", async () => {
  await cancelSignature(desk.deps, libraryActor, signatureId, {});
  await desk.work(withoutCollecting);
  await desk.sandbox.reset();
  await ringInVain();
  await pass(30);
  expect([await nextLook(), (await load()).status]).toEqual([null, "cancelled"]);
});
