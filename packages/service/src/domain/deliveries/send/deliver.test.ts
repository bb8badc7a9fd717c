// Delivers to a real receiver over real sockets, on a clock that the test moves.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Schema } from "../../../db/schema.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/test-database.ts";
import { createWebhookDesk, type WebhookDesk } from "../../../testing/webhook-desk.ts";
import { startReceiver, verifyAt } from "../../../testing/webhook-receiver.ts";
import { listAudit } from "../../audit/list-audit.ts";
import { deleteEndpoint } from "../delete-endpoint.ts";
import { enableEndpoint } from "../enable-endpoint.ts";
import { findEndpoint } from "../endpoint.ts";
import { pingEndpoint } from "../ping-endpoint.ts";
import { attemptDelivery } from "./attempt.ts";
import { claimDue } from "./claim.ts";
import { createDeliverer } from "./create-deliverer.ts";
import { ATTEMPT_DELAYS_MS } from "./schedule.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase<Schema>;
beforeAll(async () => {
  database = await createTestDatabase<Schema>();
});
afterAll(() => database.close());

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await createWebhookDesk(database, { timeoutMs: 2_000 });
});
afterEach(() => desk.close());

const only = async () => {
  const all = await desk.deliveries();
  expect(all).toHaveLength(1);
  const [delivery] = all;
  if (delivery === undefined) throw new Error("there is no delivery");
  return delivery;
};

const ping = async () => {
  const { endpoint, secret } = await desk.endpoint();
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  return { endpoint, secret };
};

const first = () => {
  const [received] = desk.receiver.received;
  if (received === undefined) throw new Error("nothing was received");
  return received;
};

test("the official verifier accepts a delivery and returns its body", async () => {
  const { endpoint, secret } = await ping();
  await desk.round();
  expect(verifyAt(secret, first(), desk.clock.now())).toEqual({
    type: "ping",
    timestamp: desk.clock.now().toISOString(),
    data: { endpoint_id: endpoint.endpointId },
  });
  expect(first().headers).toMatchObject({
    "content-type": "application/json",
    "webhook-id": (await only()).eventId,
  });
});

test("the official verifier rejects a tampered body, id or time, another secret, and an old delivery", async () => {
  const { secret } = await ping();
  const other = await desk.endpoint();
  await desk.round();
  const now = desk.clock.now();
  const received = first();
  const tampered = { ...received, body: Buffer.from(received.body.toString().replace("ping", "pong")) };
  const withHeader = (name: string, value: string) => ({
    ...received,
    headers: { ...received.headers, [name]: value },
  });
  const seconds = String(Math.floor(now.getTime() / 1000) + 1);
  expect(() => verifyAt(secret, tampered, now)).toThrow("No matching signature");
  expect(() => verifyAt(secret, withHeader("webhook-id", "evt_1"), now)).toThrow("No matching signature");
  expect(() => verifyAt(secret, withHeader("webhook-timestamp", seconds), now)).toThrow("No matching");
  expect(() => verifyAt(other.secret, received, now)).toThrow("No matching signature");
  expect(() => verifyAt(secret, received, new Date(now.getTime() + 6 * MINUTE))).toThrow("too old");
});

test("a receiver that fails is asked ten times on the schedule, with the same id and bytes, and then given up", async () => {
  const { secret } = await ping();
  desk.receiver.answer = () => ({ status: 500, body: "no\0t today" });
  for (const [index, delay] of ATTEMPT_DELAYS_MS.entries()) {
    desk.clock.advance(Math.max(0, delay - 1));
    await desk.round();
    expect(desk.receiver.received, `a millisecond before attempt ${index + 1}`).toHaveLength(
      delay === 0 ? 1 : index,
    );
    if (delay > 0) {
      desk.clock.advance(1);
      await desk.round();
    }
    const received = desk.receiver.received[index];
    if (received === undefined) throw new Error(`attempt ${index + 1} did not come`);
    expect(verifyAt(secret, received, desk.clock.now())).toMatchObject({ type: "ping" });
    expect(received.body).toEqual(first().body);
  }
  expect(new Set(desk.receiver.received.map((one) => one.headers["webhook-id"])).size).toBe(1);
  const delivery = await only();
  expect(delivery).toMatchObject({ state: "failed", attempts: 10, nextAttemptAt: null, lastStatus: 500 });
  expect(delivery.history).toHaveLength(10);
  expect(delivery.history[9]).toMatchObject({ status: 500, responseBody: "no\uFFFDt today" });
  desk.clock.advance(48 * HOUR);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(10);
});

test("a receiver that comes back gets what it missed, and its failures are forgotten", async () => {
  const { endpoint } = await ping();
  desk.receiver.answer = () => ({ status: 502 });
  await desk.round();
  expect((await findEndpoint(desk.db, endpoint)).failingSince).toEqual(desk.clock.now());
  desk.receiver.answer = () => ({ status: 200, body: "thanks" });
  desk.clock.advance(5_000);
  await desk.round();
  expect(await only()).toMatchObject({ state: "delivered", attempts: 2, lastStatus: 200, lastError: null });
  expect((await findEndpoint(desk.db, endpoint)).failingSince).toBeNull();
});

test("410 ends the delivery, disables the endpoint and tells the others", async () => {
  const other = await desk.endpoint({ events: ["webhook_endpoint.disabled"] });
  const { endpoint } = await ping();
  desk.receiver.answer = () => ({ status: 410 });
  await desk.round();
  desk.receiver.answer = () => ({ status: 204 });
  expect(await findEndpoint(desk.db, endpoint)).toMatchObject({
    state: "disabled",
    disabledReason: expect.stringContaining("410"),
    disabledAt: desk.clock.now(),
  });
  expect((await desk.deliveries()).find((one) => one.eventType === "ping")).toMatchObject({
    state: "failed",
  });
  desk.clock.advance(5_000);
  await desk.round();
  const told = (await desk.deliveries()).find((one) => one.eventType === "webhook_endpoint.disabled");
  expect(told?.endpointId).toBe(other.endpoint.endpointId);
  expect(JSON.parse(told?.payload.toString() ?? "")).toMatchObject({
    data: { endpoint_id: endpoint.endpointId, url: new URL(endpoint.url).origin },
  });
  const { entries } = await listAudit(desk.deps, desk.workspaceId, {
    limit: 10,
    subjectId: endpoint.endpointId,
    action: ["webhook_endpoint.disabled"],
  });
  expect(entries).toMatchObject([
    { actor: { kind: "desk" }, details: { reason: expect.stringContaining("410") } },
  ]);
});

test.each([
  [503, "120"],
  [429, "120"],
])("%i with Retry-After is tried again after it and not before", async (status, value) => {
  await ping();
  desk.receiver.answer = () => ({ status, headers: { "retry-after": value } });
  await desk.round();
  desk.clock.advance(119_999);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(1);
  desk.clock.advance(1);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(2);
});

test("a redirect is a failure and is not followed", async () => {
  await ping();
  desk.receiver.answer = ({ path }) =>
    path === "/hooks" ? { status: 307, headers: { location: "/elsewhere" } } : { status: 204 };
  await desk.round();
  expect(desk.receiver.received.map((one) => one.path)).toEqual(["/hooks"]);
  expect(await only()).toMatchObject({ state: "pending", lastStatus: 307, lastError: /redirect/ });
});

test("a receiver that does not answer in time has failed, and its answer's beginning is kept when it sends too much", async () => {
  await ping();
  desk.receiver.answer = () => undefined;
  await desk.round();
  expect(await only()).toMatchObject({
    state: "pending",
    lastStatus: null,
    lastError: "no answer within 2 s",
  });
  desk.receiver.answer = () => ({ status: 200, body: Buffer.alloc(5_000_000, "a") });
  desk.clock.advance(5_000);
  await desk.round();
  const { history, state } = await only();
  expect(state).toBe("delivered");
  expect(history[1]?.responseBody).toHaveLength(4096);
});

test("a receiver that is not there has failed, with the reason", async () => {
  const gone = await startReceiver();
  await gone.close();
  const { endpoint } = await desk.endpoint({ url: gone.url });
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(await only()).toMatchObject({
    state: "pending",
    lastError: expect.stringContaining("ECONNREFUSED"),
  });
});

test("five days of nothing but failures disable an endpoint; enabled again, what waited goes on", async () => {
  const { endpoint } = await ping();
  desk.receiver.answer = () => ({ status: 500 });
  await desk.round();
  desk.clock.advance(5 * 24 * HOUR - 1);
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect((await findEndpoint(desk.db, endpoint)).state).toBe("active");
  desk.clock.advance(5 * MINUTE);
  await desk.round();
  expect(await findEndpoint(desk.db, endpoint)).toMatchObject({
    state: "disabled",
    disabledReason: expect.stringContaining("Nothing but failures since"),
  });
  const before = desk.receiver.received.length;
  desk.clock.advance(24 * HOUR);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(before);
  desk.receiver.answer = () => ({ status: 204 });
  await enableEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect((await desk.deliveries()).map((one) => one.state)).toEqual(["delivered", "delivered"]);
});

test("a process that ends between the attempt and its record leads to a second attempt with the same id", async () => {
  const { secret } = await ping();
  const [claimed] = await claimDue(desk.deps, { limit: 1, busyEndpoints: [] });
  if (claimed === undefined) throw new Error("nothing was due");
  const { signal } = new AbortController();
  await attemptDelivery(desk.deps, claimed, { resolveHost: desk.deps.resolveHost, stopping: signal });
  // Here the process ends. Until its lease runs out, nobody takes the delivery.
  await desk.round();
  expect(desk.receiver.received).toHaveLength(1);
  desk.clock.advance(MINUTE);
  await desk.round();
  const [one, two] = desk.receiver.received;
  if (one === undefined || two === undefined) throw new Error("expected two attempts");
  expect(two.headers["webhook-id"]).toBe(one.headers["webhook-id"]);
  expect(verifyAt(secret, two, desk.clock.now())).toBeTruthy();
  const { history, state } = await only();
  expect(state).toBe("delivered");
  expect(history.map((attempt) => attempt.durationMs === null)).toEqual([true, false]);
});

test("stopping ends an attempt without counting it, and another process makes it at once", async () => {
  await ping();
  const begun = Promise.withResolvers<void>();
  desk.receiver.answer = () => {
    begun.resolve();
    return undefined;
  };
  const stopping = desk.makeDeliverer();
  await stopping.run();
  await begun.promise;
  await stopping.stop();
  expect(await only()).toMatchObject({ state: "pending", nextAttemptAt: desk.clock.now() });
  desk.receiver.answer = () => ({ status: 204 });
  await desk.round();
  expect(await only()).toMatchObject({ state: "delivered", attempts: 2 });
});

test("two processes never attempt the same delivery at once", async () => {
  const { endpoint } = await desk.endpoint();
  for (let count = 0; count < 60; count++) await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  const other = desk.makeDeliverer();
  const work = async (deliverer: typeof other): Promise<void> => {
    while (await deliverer.run()) await deliverer.idle();
  };
  await Promise.all([work(desk.deliverer), work(other)]);
  expect(desk.receiver.received).toHaveLength(60);
  expect(new Set(desk.receiver.received.map((one) => one.headers["webhook-id"])).size).toBe(60);
});

test("a receiver that hangs takes up its own places only", async () => {
  const slow = await desk.endpoint({ url: `${desk.receiver.url}/slow` });
  const quick = await desk.endpoint({ url: `${desk.receiver.url}/quick` });
  desk.receiver.answer = ({ path }) => (path.endsWith("slow") ? undefined : { status: 204 });
  for (let count = 0; count < 100; count++)
    await pingEndpoint(desk.deps, desk.actor, slow.endpoint.endpointId);
  await pingEndpoint(desk.deps, desk.actor, quick.endpoint.endpointId);
  const free = Promise.withResolvers<void>();
  const deliverer = createDeliverer(desk.deps, { onFree: () => free.resolve() });
  await deliverer.run();
  await free.promise;
  expect(desk.receiver.received.filter((one) => one.path.endsWith("quick"))).toHaveLength(1);
  expect(await deliverer.run()).toBe(false);
  await deliverer.stop();
});

test("the longest waiting is taken first, whichever endpoint it is for", async () => {
  const endpoints = [(await desk.endpoint()).endpoint, (await desk.endpoint()).endpoint] as const;
  for (const order of [endpoints, endpoints.toReversed()]) {
    for (const endpoint of order) {
      desk.clock.advance(1);
      await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
    }
    for (const endpoint of order) {
      const [claimed] = await claimDue(desk.deps, { limit: 1, busyEndpoints: [] });
      expect(claimed?.endpointId).toBe(endpoint.endpointId);
    }
  }
});

test("an endpoint that is deleted during an attempt takes its deliveries with it, and nothing fails", async () => {
  const { endpoint } = await ping();
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  desk.resolver.resolve = async () => {
    begun.resolve();
    await go.promise;
    return [{ address: "127.0.0.1", family: 4 }];
  };
  await desk.db
    .updateTable("webhook_endpoints")
    .set({ url: `http://receiver.example:${desk.receiver.port}/hooks` })
    .execute();
  await desk.deliverer.run();
  await begun.promise;
  await deleteEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  go.resolve();
  await desk.deliverer.idle();
  expect(desk.receiver.received).toHaveLength(1);
  expect(first().headers.host).toBe(`receiver.example:${desk.receiver.port}`);
  expect(await desk.deliveries()).toEqual([]);
});
