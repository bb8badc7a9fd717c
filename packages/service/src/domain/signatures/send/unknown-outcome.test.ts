// Holds that at most one request lives at DigiSigner, whatever stops, overtakes or closes a run that sends.
import { chainFaults } from "@creditnexus/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holdUp } from "../../../testing/gated-digisigner.ts";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../../actor.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import { entryToWire } from "../../timeline/wire.ts";
import { cancelSignature } from "../close/cancel-signature.ts";
import { loadSignature } from "../load-signatures.ts";
import { syncNow } from "../sync/sync-now.ts";
import { sendSignature } from "./send-signature.ts";

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk();
});
afterAll(async () => {
  await desk?.close();
});

const jobOf = (signatureId: string) => ({ workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
const once = { lastAttempt: false };
const arm = (name: string, parameters: object = {}) =>
  desk.control("POST", "faults", { name, parameters, times: 1 });
const load = (signatureId: string) => loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
const request = (title: string) => desk.request(["jane@borrower.example"], title);

const liveRequests = async (title: string): Promise<string[]> => {
  const { requests } = await desk.control<{
    requests: { signature_request_id: string; documents: { title: string; cancelled: boolean }[] }[];
  }>("GET", "requests");
  return requests
    .filter(({ documents }) => documents.some((one) => one.title === title && !one.cancelled))
    .map((one) => one.signature_request_id);
};

const entriesOf = async (signatureId: string) => {
  const timeline = await readTimeline(desk.deps.db, jobOf(signatureId));
  expect(await chainFaults(timeline.map(entryToWire))).toEqual([]);
  return timeline.map(({ kind }) => kind);
};

/** The one live request is the one that the desk knows. */
const expectOneLive = async (signatureId: string, title: string) => {
  const { status, digisignerRequestId } = await load(signatureId);
  expect(status).toBe("pending");
  expect(await liveRequests(title)).toEqual([digisignerRequestId]);
};

const countAttempts = async (signatureId: string): Promise<number> => {
  const { send_attempt } = await desk.deps.db
    .selectFrom("signatures")
    .select("send_attempt")
    .where("signature_id", "=", signatureId)
    .executeTakeFirstOrThrow();
  return send_attempt;
};

/** Documents at DigiSigner. */
const countDocuments = async (): Promise<number> => {
  const { documents } = await desk.control<{ documents: { deleted: boolean }[] }>("GET", "documents");
  return documents.filter((one) => !one.deleted).length;
};

const untilSomebodyWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(desk.deps.db);
    if (rows.length > 0) return;
  }
};

test.each([
  ["provider_authentication", "expired_key", {}],
  ["provider_credits", "credits_exhausted", {}],
  ["provider_credits", "api_error", { endpoint: "upload_document", status: 402 }],
  ["provider_forbidden", "api_error", { endpoint: "send_request", status: 403 }],
])("%s (%s %j) stops the sending until a person has put it right", async (code, fault, parameters) => {
  const title = `Stopped ${code} ${JSON.stringify(parameters)}`;
  const signatureId = await request(title);
  await arm(fault, parameters);
  await desk.work();
  expect(await load(signatureId)).toMatchObject({ status: "sending", failure: { code, retryable: true } });
  // Nothing is tried by itself.
  desk.clock.advance(86_400_000);
  await desk.reconcile();
  await desk.work();
  expect([await countAttempts(signatureId), await liveRequests(title)]).toEqual([1, []]);

  await syncNow(desk.deps, libraryActor, signatureId);
  await desk.work();
  await expectOneLive(signatureId, title);
  expect((await load(signatureId)).failure).toBeNull();
  expect(await entriesOf(signatureId)).toEqual(["requested", "send_stopped", "sent"]);
});

test("what was stopped expires like everything else, and a retry after that sends nothing", async () => {
  const title = "Stopped for longer than its time";
  const late = "Retried after its time";
  const [signatureId, lateId] = [await request(title), await request(late)];
  await desk.control("POST", "faults", { name: "expired_key", parameters: {} });
  await desk.work();
  expect((await load(signatureId)).failure?.code).toBe("provider_authentication");
  desk.clock.advance(32 * 86_400_000);
  // Before the reconciler comes by, the account is put right and somebody retries one of them.
  await desk.control("DELETE", "faults");
  await syncNow(desk.deps, libraryActor, lateId);
  await desk.work();
  await desk.reconcile();
  await desk.work();
  for (const id of [signatureId, lateId]) {
    expect((await load(id)).status).toBe("expired");
    expect(await entriesOf(id)).toContain("expired");
    expect(await entriesOf(id)).not.toContain("sent");
  }
  expect([await liveRequests(title), await liveRequests(late)]).toEqual([[], []]);
});

test.each([401, 402, 403])(
  "an unknown outcome is remembered when undoing it stops with %i, however often that happens",
  async (status) => {
    const title = `Unknown and ${status}`;
    const signatureId = await request(title);
    await arm("api_commit_then_cut", { endpoint: "send_request" });
    await arm("api_error", { endpoint: "delete_document", status });
    await arm("api_error", { endpoint: "delete_document", status });
    await desk.work();
    for (const _ of [1, 2]) {
      expect((await load(signatureId)).failure?.code).toMatch(
        /^provider_(authentication|credits|forbidden)$/,
      );
      expect(await liveRequests(title)).toHaveLength(1);
      await syncNow(desk.deps, libraryActor, signatureId);
      await desk.work();
    }
    await expectOneLive(signatureId, title);
    expect(await entriesOf(signatureId)).toEqual([
      "requested",
      "send_undone",
      "send_stopped",
      "send_stopped",
      "sent",
    ]);
  },
);

test("a deletion that DigiSigner refuses does not end the request", async () => {
  const title = "Refused deletion";
  const signatureId = await request(title);
  await arm("api_commit_then_cut", { endpoint: "send_request" });
  await arm("api_error", { endpoint: "delete_document", status: 409 });
  await desk.work();
  await expectOneLive(signatureId, title);
});

test.each([
  ["finds its documents gone", undefined],
  ["is refused for good", { endpoint: "send_request", status: 400 }],
  ["is refused for the account", { endpoint: "send_request", status: 402 }],
  ["is told that it is not there", { endpoint: "send_request", status: 404 }],
])(
  "a run that was overtaken in its create call and %s takes nothing from its successor",
  async (how, error) => {
    const title = `Overtaken, ${how}`;
    const signatureId = await request(title);
    const slow = holdUp(desk, { method: "POST", path: "/v1/signature_requests", when: "before" });
    const overtaken = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once).then(
      () => "ended",
      () => "failed",
    );
    await slow.held;
    await sendSignature(desk.deps, jobOf(signatureId), once);
    await expectOneLive(signatureId, title);
    if (error !== undefined) await arm("api_error", error);
    slow.release();
    await overtaken;
    await desk.work();
    await expectOneLive(signatureId, title);
    expect(await entriesOf(signatureId)).toEqual(["requested", "send_undone", "sent"]);
  },
);

test("a run whose create call is answered after it was overtaken leaves one request, its successor's", async () => {
  const title = "Answered late";
  const signatureId = await request(title);
  const slow = holdUp(desk, { method: "POST", path: "/v1/signature_requests", when: "after" });
  const overtaken = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once);
  await slow.held;
  await sendSignature(desk.deps, jobOf(signatureId), once);
  slow.release();
  await overtaken;
  await desk.work();
  await expectOneLive(signatureId, title);
});

test("a run that was overtaken in its upload leaves nothing at DigiSigner but its successor's request", async () => {
  const title = "Overtaken in the upload";
  const signatureId = await request(title);
  const before = await countDocuments();
  const slow = holdUp(desk, { method: "POST", path: "/v1/documents", when: "after" });
  const overtaken = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once);
  await slow.held;
  await sendSignature(desk.deps, jobOf(signatureId), once);
  slow.release();
  await overtaken;
  await desk.work();
  await expectOneLive(signatureId, title);
  expect((await countDocuments()) - before).toBe(1);
});

test("an answer to a create call whose documents were deleted in the meantime is not believed", async () => {
  const title = "Cancelled in between";
  const signatureId = await request(title);
  const slow = holdUp(desk, { method: "POST", path: "/v1/signature_requests", when: "after" });
  const sending = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once);
  await slow.held;
  await cancelSignature(desk.deps, libraryActor, signatureId, { reason: "Withdrawn" });
  await desk.work({ without: ["signature-send"] });
  slow.release();
  await sending;
  await desk.work();
  expect(await load(signatureId)).toMatchObject({ status: "cancelled", failure: null });
  expect(await liveRequests(title)).toEqual([]);
  expect(await entriesOf(signatureId)).toEqual(["requested", "cancelled", "withdrawn"]);
});

test("a stop that comes after a cancellation changes nothing any more", async () => {
  const title = "Stopped after its cancellation";
  const signatureId = await request(title);
  const slow = holdUp(desk, { method: "POST", path: "/v1/signature_requests", when: "before" });
  const sending = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once);
  await slow.held;
  await cancelSignature(desk.deps, libraryActor, signatureId, {});
  await arm("credits_exhausted");
  slow.release();
  await sending;
  expect(await load(signatureId)).toMatchObject({ status: "cancelled", failure: null });
  await desk.work();
  expect(await entriesOf(signatureId)).toEqual(["requested", "cancelled", "withdrawn"]);
});

test("undoing keeps the chain whole while somebody else writes to it", async () => {
  const title = "Written to by two";
  const signatureId = await request(title);
  await arm("api_commit_then_cut", { endpoint: "send_request" });
  await expect(sendSignature(desk.deps, jobOf(signatureId), once)).rejects.toThrow();
  const slow = holdUp(desk, { method: "DELETE", path: "/v1/documents", when: "after" });
  const undoing = sendSignature({ ...desk.deps, digisigner: slow.client }, jobOf(signatureId), once);
  await slow.held;
  await desk.deps.db.transaction().execute(async (transaction) => {
    await loadSignature(transaction, DEFAULT_WORKSPACE_ID, signatureId, { lock: true });
    const note = { kind: "noted", source: "desk", actor: "desk", summary: "A note" } as const;
    await appendEntries(transaction, { ...jobOf(signatureId), at: desk.clock.now() }, [note]);
    slow.release();
    await untilSomebodyWaits();
  });
  await undoing;
  await expectOneLive(signatureId, title);
  expect(await entriesOf(signatureId)).toEqual(["requested", "send_undone", "noted", "sent"]);
});
