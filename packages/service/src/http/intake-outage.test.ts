// Nothing is acknowledged before it is durable: without a database a callback is refused with when to come back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { stopDatabase } from "../testing/stop-database.ts";
import { createTestDesk, type TestDesk } from "../testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ callbacks: false, workers: false });
});
afterAll(async () => {
  await desk?.close();
});

const post = (body: string) => fetch(`${desk.url}/api/signatures/webhook`, { method: "POST", body });

test("without its database the intake answers 503 with Retry-After, and takes the same callback afterwards", async () => {
  const body = '{"event_type":"DOCUMENT_SIGNED","document_id":"d-1","signer_email":"jane@borrower.example"}';
  expect((await post(body)).status).toBe(200);
  const start = await stopDatabase(desk.database.url);
  const refused = await post(body);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.text()).not.toContain("DIGISIGNER_EVENT_ACCEPTED");
  await start();
  const taken = await post(body);
  expect([taken.status, await taken.text()]).toEqual([200, "DIGISIGNER_EVENT_ACCEPTED"]);
  const { callbacks } = await desk.client.callbacks.list();
  expect(callbacks.map((callback) => callback.deliveries)).toEqual([2, 2]);
  const detail = await desk.client.callbacks.get(callbacks[0]?.callback_id ?? "");
  expect(detail.deliveries).toBe(2);
});

test("a database that does not answer is refused for too, before the sender has given up", async () => {
  const body = '{"event_type":"DOCUMENT_SIGNED","document_id":"d-2","signer_email":"jane@borrower.example"}';
  const holder = await desk.database.pool.connect();
  await holder.query("begin; lock table callback_journal in access exclusive mode");
  const refused = await post(body);
  await holder.query("rollback");
  holder.release();
  expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([503, true]);
  const taken = await post(body);
  expect([taken.status, await taken.text()]).toEqual([200, "DIGISIGNER_EVENT_ACCEPTED"]);
}, 60_000);
