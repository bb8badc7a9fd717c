// What needs a person: each agreement once, for its gravest reason, counted over all and shown up to a limit.
import type { AttentionKind } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock } from "../../clock/clock.ts";
import { type InsertedAgreement, insertAgreement } from "../../testing/insert-agreement.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../actor.ts";
import { newId } from "../ids.ts";

const NOW = new Date("2026-05-04T12:00:00.000Z");
const DAY = 86_400_000;
const STOPPED = { code: "provider_error", detail: "DigiSigner refused the document", retryable: false };

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false, clock: createManualClock(NOW) });
});
afterAll(() => desk?.close());

const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY);
const insert = (title: string, agreement: Partial<InsertedAgreement>) =>
  insertAgreement(desk.database, { status: "pending", requestedAt: inDays(-20), title, ...agreement });

test("nothing needs anybody at a desk where all goes its way", async () => {
  await insert("calm", { expiresAt: inDays(8) });
  await insert("done long ago, its callbacks missed", {
    status: "completed",
    collection: "verified",
    missedCallbacks: 3,
  });
  await insert("refused long ago", { status: "declined", updatedAt: inDays(-15) });
  await insert("cancelled", { status: "cancelled", expiresAt: inDays(-1) });
  expect(await desk.client.attention()).toEqual({
    total: 0,
    counts: {
      suspect: 0,
      not_void: 0,
      uncollected: 0,
      failed: 0,
      declined: 0,
      stopped: 0,
      overdue: 0,
      expiring: 0,
      drift: 0,
    },
    parked_callbacks: 0,
    dead_letters: 0,
    agreements: [],
  });
});

test("each reason finds its agreements, the gravest first, and within one what is due first", async () => {
  await insert("drift", { expiresAt: inDays(20), missedCallbacks: 1 });
  await insert("expires in six days", { expiresAt: inDays(6) });
  await insert("expires tomorrow", { status: "in_progress", expiresAt: inDays(1), missedCallbacks: 2 });
  await insert("overdue", { expiresAt: inDays(-0.1) });
  await insert("stopped, and expiring", { status: "sending", expiresAt: inDays(2), failure: STOPPED });
  await insert("refused earlier", { status: "declined", updatedAt: inDays(-9) });
  await insert("refused lately", { status: "declined", updatedAt: inDays(-1) });
  await insert("failed", { status: "failed", updatedAt: inDays(-13), failure: STOPPED });
  await insert("uncollected", { status: "completed", collection: "failed" });
  await insert("suspect", { status: "completed", collection: "suspect" });
  await insert("not void", { status: "cancelled" });
  await insert("void", { status: "cancelled" });
  await desk.database.pool.query(
    `update signatures set closed_at = $1::timestamptz - interval '20 minutes', next_sync_at = $1
     where title in ('not void', 'void')`,
    [NOW],
  );
  await desk.database.pool.query(
    `insert into send_uploads (workspace_id, signature_id, digisigner_document_id, document_id, send_attempt, state, uploaded_at)
     select workspace_id, signature_id, 'left-' || title, 'doc_x', 1, case title when 'void' then 'deleted' else 'sent' end, $1
     from signatures where title in ('not void', 'void')`,
    [NOW],
  );
  const found = await desk.client.attention();
  expect(found.agreements.map(({ kind, signature }) => `${kind}: ${signature.title}`)).toEqual([
    "suspect: suspect",
    "not_void: not void",
    "uncollected: uncollected",
    "failed: failed",
    "declined: refused lately",
    "declined: refused earlier",
    "stopped: stopped, and expiring",
    "overdue: overdue",
    "expiring: expires tomorrow",
    "expiring: expires in six days",
    "drift: drift",
  ]);
  expect(found.total).toBe(11);
  expect(found.counts).toEqual({
    suspect: 1,
    not_void: 1,
    uncollected: 1,
    failed: 1,
    declined: 2,
    stopped: 1,
    overdue: 1,
    expiring: 2,
    drift: 1,
  });

  // Each number leads to a list that holds as many, no agreement in two of them.
  for (const [kind, count] of Object.entries(found.counts)) {
    const { signatures } = await desk.client.signatures.list({ attention: [kind as AttentionKind] });
    const expected = found.agreements.filter((each) => each.kind === kind);
    expect(signatures.map(({ title }) => title).sort(), kind).toEqual(
      expected.map(({ signature }) => signature.title).sort(),
    );
    expect(signatures).toHaveLength(count);
  }
  const { signatures: both } = await desk.client.signatures.list({
    attention: ["expiring", "declined"],
    status: ["pending", "declined"],
    search: "expires refused",
    sort: "expires_at",
  });
  expect(both).toEqual([]);
  const { signatures: late } = await desk.client.signatures.list({
    attention: ["expiring", "declined"],
    status: ["in_progress", "declined"],
    sort: "-updated_at",
  });
  expect(late.map(({ title }) => title).sort()).toEqual([
    "expires tomorrow",
    "refused earlier",
    "refused lately",
  ]);
  const { signatures: named } = await desk.client.signatures.list({
    attention: ["declined"],
    search: "lately",
  });
  expect(named.map(({ title }) => title)).toEqual(["refused lately"]);

  const few = await desk.client.attention({ limit: 2 });
  expect(few.agreements.map(({ kind }) => kind)).toEqual(["suspect", "not_void"]);
  expect({ total: few.total, counts: few.counts }).toEqual({ total: found.total, counts: found.counts });
});

test("callbacks that led nowhere count for a week, work that gave up until it is done", async () => {
  for (const [days, outcome] of [
    [-8, "parked"],
    [-6, "parked"],
    [-1, "dead"],
    [-1, "processed"],
  ] as const) {
    const at = inDays(days);
    await desk.database.pool.query(
      `insert into callback_journal (workspace_id, callback_id, received_at, body, sha256, headers, source_address, authenticity, outcome)
       values ($1, $2, $3, '', 'x', '{}', '127.0.0.1', 'none', $4)`,
      [DEFAULT_WORKSPACE_ID, newId("callback", at), at, outcome],
    );
  }
  expect(await desk.client.attention()).toMatchObject({ parked_callbacks: 2, dead_letters: 0 });
});
