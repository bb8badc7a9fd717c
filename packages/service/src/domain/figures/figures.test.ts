// The figures of a period against cases that were counted by hand.
import { createClient } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock } from "../../clock/clock.ts";
import { type InsertedAgreement, insertAgreement } from "../../testing/insert-agreement.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../actor.ts";
import { newId } from "../ids.ts";

const NOW = new Date("2026-05-04T12:00:00.000Z");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false, clock: createManualClock(NOW) });
});
afterAll(() => desk?.close());

const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const insert = (agreement: InsertedAgreement) => insertAgreement(desk.database, agreement);
const completed = (requestedDaysAgo: number, days: number): InsertedAgreement => ({
  status: "completed",
  requestedAt: ago(requestedDaysAgo),
  completedAt: new Date(ago(requestedDaysAgo).getTime() + days * DAY),
  collection: "verified",
  isSigned: true,
});

const receive = async (at: Date, outcome = "processed"): Promise<void> => {
  await desk.database.pool.query(
    `insert into callback_journal (workspace_id, callback_id, received_at, body, sha256, headers, source_address, authenticity, outcome)
     values ($1, $2, $3, '', 'x', '{}', '127.0.0.1', 'none', $4)`,
    [DEFAULT_WORKSPACE_ID, newId("callback", at), at, outcome],
  );
};

test("a desk without agreements has figures of nothing, each step of the period among them", async () => {
  const figures = await desk.client.figures();
  expect(figures).toMatchObject({
    from: ago(30).toISOString(),
    to: NOW.toISOString(),
    funnel: { requested: 0, sent: 0, first_signed: 0, completed: 0, proved: 0 },
    time_to_sign: { median_days: null },
    ageing: { open: 0 },
    callbacks: { received: 0, repaired: 0, step: "day" },
  });
  expect(figures.time_to_sign.classes.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0]);
  // From noon to noon: thirty days touch thirty-one.
  expect(figures.callbacks.steps).toHaveLength(31);
});

test("agreements are counted as far as they got, by the period of their request", async () => {
  // In the last ten days.
  await insert({ status: "sending", requestedAt: ago(0.1), sentAt: null });
  await insert({ status: "pending", requestedAt: ago(3) });
  await insert({ status: "in_progress", requestedAt: ago(8), isSigned: true });
  await insert(completed(9, 1));
  await insert(completed(9, 3));
  await insert({ ...completed(9, 8), collection: "suspect" });
  await insert({ status: "declined", requestedAt: ago(5), isSigned: true });
  await insert({ status: "cancelled", requestedAt: ago(5) });
  await insert({ status: "failed", requestedAt: ago(5), sentAt: null });
  // Between ten and twenty days ago.
  await insert({ status: "pending", requestedAt: ago(15) });
  await insert(completed(19, 0.5));
  await insert({ status: "expired", requestedAt: ago(12) });

  const last = await desk.client.figures({ from: ago(10).toISOString() });
  expect(last.funnel).toEqual({ requested: 9, sent: 7, first_signed: 5, completed: 3, proved: 2 });
  expect(last.ended).toEqual({ declined: 1, expired: 0, cancelled: 1, failed: 1 });
  expect(last.time_to_sign.median_days).toBe(3);
  // One day exactly counts as one to three, three days exactly as three to seven.
  expect(last.time_to_sign.classes).toEqual([
    { below_days: 1, count: 0 },
    { below_days: 3, count: 1 },
    { below_days: 7, count: 1 },
    { below_days: 14, count: 1 },
    { below_days: 28, count: 0 },
    { below_days: null, count: 0 },
  ]);
  expect(last.ageing).toEqual({
    open: 3,
    classes: [
      { below_days: 2, count: 1 },
      { below_days: 7, count: 1 },
      { below_days: 14, count: 1 },
      { below_days: 28, count: 0 },
      { below_days: null, count: 0 },
    ],
  });

  const before = await desk.client.figures({ from: ago(20).toISOString(), to: ago(10).toISOString() });
  expect(before.funnel).toEqual({ requested: 3, sent: 3, first_signed: 1, completed: 1, proved: 1 });
  expect(before.ended).toEqual({ declined: 0, expired: 1, cancelled: 0, failed: 0 });
  expect(before.time_to_sign.median_days).toBe(0.5);
  expect(before.ageing.open).toBe(1);
});

test("an agreement at the beginning of a period is in it, one at its end is not", async () => {
  const at = ago(100);
  await insert({ status: "pending", requestedAt: at });
  const count = async (from: Date, to: Date) =>
    (await desk.client.figures({ from: from.toISOString(), to: to.toISOString() })).funnel.requested;
  expect(await count(at, new Date(at.getTime() + HOUR))).toBe(1);
  expect(await count(new Date(at.getTime() - HOUR), at)).toBe(0);
});

test("callbacks are counted in the hour of their receipt, beside what had to be repaired", async () => {
  const noon = new Date("2026-04-20T12:00:00.000Z");
  const at = (hours: number) => new Date(noon.getTime() + hours * HOUR);
  for (const hours of [-0.01, 0, 0.5, 0.999, 1, 2.5]) await receive(at(hours));
  const signature_id = await insert({ status: "pending", requestedAt: ago(200) });
  for (const [hours, count] of [
    [-1, 9],
    [0, 1],
    [1.5, 2],
    [1.6, 1],
    [3, 9],
  ] as const) {
    const row = { workspace_id: DEFAULT_WORKSPACE_ID, signature_id, at: at(hours), count };
    await desk.database.kysely.insertInto("repairs").values(row).execute();
  }
  const { callbacks } = await desk.client.figures({
    from: noon.toISOString(),
    to: at(3).toISOString(),
  });
  expect(callbacks).toEqual({
    received: 5,
    repaired: 4,
    step: "hour",
    steps: [
      { from: at(0).toISOString(), received: 3, repaired: 1 },
      { from: at(1).toISOString(), received: 1, repaired: 3 },
      { from: at(2).toISOString(), received: 1, repaired: 0 },
    ],
  });
});

test("nothing of another workspace is counted", async () => {
  await desk.database.kysely
    .insertInto("workspaces")
    .values({ workspace_id: "wsp_other", name: "Other", created_at: NOW })
    .execute();
  const period = { from: ago(60).toISOString(), to: ago(40).toISOString() };
  await insert({ status: "completed", requestedAt: ago(50), workspaceId: "wsp_other", isSigned: true });
  expect((await desk.client.figures(period)).funnel.requested).toBe(0);
});

test("a viewer may look, and a period that ends before it begins or is endless is refused", async () => {
  const { key } = await desk.client.keys.create({ name: "viewer", role: "viewer" });
  const viewer = createClient({ baseUrl: desk.url, apiKey: key });
  await viewer.figures();
  const refusal = { status: 400, code: "invalid_request" };
  await expect(viewer.figures({ from: NOW.toISOString(), to: ago(1).toISOString() })).rejects.toMatchObject(
    refusal,
  );
  await expect(viewer.figures({ from: "1900-01-01T00:00:00.000Z" })).rejects.toMatchObject(refusal);
  await expect(viewer.figures({ from: "yesterday" })).rejects.toMatchObject(refusal);
});
