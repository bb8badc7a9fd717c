// The sweep at a start is made up for when the database is away just then; it ends nothing that runs.
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAgreement } from "./testing/insert-agreement.ts";
import { stopDatabase } from "./testing/stop-database.ts";
import { createTestDesk, type TestDesk, until } from "./testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ callbacks: false, workers: false });
});
afterAll(() => desk?.close());

const due = async (): Promise<boolean> => {
  const { rows } = await desk.database.pool.query<{ due: boolean }>(
    "select next_sync_at <= now() as due from signatures",
  );
  return rows[0]?.due === true;
};

test("what is open becomes due once the database is back", async () => {
  await insertAgreement(desk.database, { status: "pending", requestedAt: new Date(), title: "Facility" });
  await desk.database.pool.query("update signatures set next_sync_at = now() + interval '1 day'");
  const start = await stopDatabase(desk.database.url);
  desk.app.startSweep();
  await start();
  expect(
    await until(
      () => due().catch(() => false),
      (isDue) => isDue,
    ),
  ).toBe(true);
  expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
});
