// A callback about a request that nobody knows is looked at again after ever longer waits, then parked, and can be replayed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock } from "../../clock/clock.ts";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";

const SECOND = 1000;
const WAITS = [SECOND, 5 * SECOND, 30 * SECOND, 300 * SECOND, 3600 * SECOND, 86_400 * SECOND];
const clock = createManualClock(new Date());

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ callbacks: false, clock });
});
afterAll(async () => {
  await desk?.close();
});

/** What the desk has not recorded yet it does not know, as when it was cut off between sending and recording. */
const record = (signatureId: string, requestId: string | null) =>
  desk.database.pool.query("update signatures set digisigner_request_id = $2 where signature_id = $1", [
    signatureId,
    requestId,
  ]);

test("it ends in the parked list, and a replay finds the request that is known by then", async () => {
  const sent = await desk.send(["jane@borrower.example"]);
  await record(sent.signature_id, null);
  const body = JSON.stringify({
    event_time: clock.now().getTime(),
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: { signature_request_id: sent.signature_request_id, is_completed: true, documents: [] },
  });
  expect((await fetch(`${desk.url}/api/signatures/webhook`, { method: "POST", body })).status).toBe(200);
  const looked = async () => {
    const { callbacks } = await until(
      () => desk.client.callbacks.list(),
      (list) => list.callbacks[0]?.processed_at === clock.now().toISOString(),
    );
    return callbacks[0];
  };
  const outcomes = [(await looked())?.outcome];
  for (const wait of WAITS) {
    clock.advance(wait);
    outcomes.push((await looked())?.outcome);
  }
  expect(outcomes).toEqual([...WAITS.map(() => "unmatched"), "parked"]);

  const { callbacks } = await desk.client.callbacks.list({ outcome: ["parked"] });
  expect(callbacks).toHaveLength(1);
  const [parked] = callbacks;
  expect(parked).toMatchObject({ digisigner_request_id: sent.signature_request_id, signature_id: null });

  await record(sent.signature_id, sent.signature_request_id);
  await desk.client.callbacks.replay(parked?.callback_id ?? "");
  const replayed = await until(
    () => desk.client.callbacks.get(parked?.callback_id ?? ""),
    (callback) => callback.outcome !== "received",
  );
  expect(replayed).toMatchObject({ outcome: "processed", signature_id: sent.signature_id });
  expect((await desk.client.callbacks.list({ outcome: ["parked"] })).callbacks).toEqual([]);
}, 60_000);
