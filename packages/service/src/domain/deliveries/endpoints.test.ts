// Endpoints, their filters and secrets, and what operators do with deliveries.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Schema } from "../../db/schema.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { createWebhookDesk, type WebhookDesk } from "../../testing/webhook-desk.ts";
import { verifyAt } from "../../testing/webhook-receiver.ts";
import { deskActor } from "../actor.ts";
import { appendEntries } from "../timeline/append-entries.ts";
import { disableEndpoint } from "./disable-endpoint.ts";
import { enableEndpoint } from "./enable-endpoint.ts";
import { listEndpoints } from "./list-endpoints.ts";
import { pingEndpoint } from "./ping-endpoint.ts";
import { redeliver } from "./redeliver.ts";
import { replaySince } from "./replay-since.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { updateEndpoint } from "./update-endpoint.ts";

const HOUR = 3_600_000;

let database: TestDatabase<Schema>;
beforeAll(async () => {
  database = await createTestDatabase<Schema>();
});
afterAll(() => database.close());

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await createWebhookDesk(database);
});
afterEach(() => desk.close());

const typesReceived = (): string[] =>
  desk.receiver.received.map((one) => JSON.parse(one.body.toString("utf8")).type as string);

const last = () => {
  const received = desk.receiver.received.at(-1);
  if (received === undefined) throw new Error("nothing was received");
  return received;
};

test("an endpoint gets the events of its filter, one without a filter gets all, and inner entries are told to nobody", async () => {
  const all = await desk.endpoint();
  const some = await desk.endpoint({ events: ["signature_request.expired", "signature_request.expired"] });
  expect(some.endpoint.events).toEqual(["signature_request.expired"]);
  await desk.happen("sent");
  await desk.happen("expired");
  await desk.happen("withdrawn");
  await desk.round();
  const told = (await desk.deliveries()).map((one) => [one.endpointId, one.eventType]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      [all.endpoint.endpointId, "signature_request.sent"],
      [all.endpoint.endpointId, "signature_request.expired"],
      [some.endpoint.endpointId, "signature_request.expired"],
    ]),
  );
});

test("an event and its deliveries come with the state change or not at all", async () => {
  await desk.endpoint();
  const signatureId = await desk.happen("requested");
  const failing = desk.db.transaction().execute(async (transaction) => {
    const target = { workspaceId: desk.workspaceId, signatureId, at: desk.clock.now() };
    await appendEntries(transaction, target, [
      { kind: "sent", source: "desk", actor: "desk", summary: "It happened" },
    ]);
    throw new Error("the transaction fails");
  });
  await expect(failing).rejects.toThrow("the transaction fails");
  expect(await desk.deliveries()).toEqual([]);
  expect(await desk.db.selectFrom("webhook_events").selectAll().execute()).toEqual([]);
});

test("during the day after a rotation both secrets verify, then only the new one", async () => {
  const { endpoint, secret: old } = await desk.endpoint();
  const { secret } = await rotateSecret(desk.deps, desk.actor, endpoint.endpointId);
  expect(secret).not.toBe(old);
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(verifyAt(old, last(), desk.clock.now())).toBeTruthy();
  expect(verifyAt(secret, last(), desk.clock.now())).toBeTruthy();
  desk.clock.advance(24 * HOUR);
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(verifyAt(secret, last(), desk.clock.now())).toBeTruthy();
  expect(() => verifyAt(old, last(), desk.clock.now())).toThrow("No matching signature");
});

test("a secret is stored sealed and shown by no list", async () => {
  const { secret } = await desk.endpoint();
  const rows = await desk.db.selectFrom("webhook_endpoints").selectAll().execute();
  const shown = JSON.stringify(await listEndpoints(desk.deps, desk.workspaceId));
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(shown).not.toContain("whsec_");
  expect(rows[0]?.secret_encrypted.includes(secret)).toBe(false);
  expect(rows[0]?.secret_encrypted.includes(secret.slice("whsec_".length))).toBe(false);
});

test("a ping reaches an endpoint whatever its filter says, and no other", async () => {
  await desk.endpoint({ url: `${desk.receiver.url}/other` });
  const { endpoint } = await desk.endpoint({ events: ["signature_request.failed"] });
  const delivery = await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  expect(delivery).toMatchObject({ state: "pending", eventType: "ping", attempts: 0 });
  await desk.round();
  expect(desk.receiver.received.map((one) => one.path)).toEqual(["/hooks"]);
});

test("a redelivery sends the same id and bytes again, with the whole schedule before it", async () => {
  await desk.endpoint();
  await desk.happen("sent");
  await desk.round();
  const [delivery] = await desk.deliveries();
  desk.clock.advance(HOUR);
  desk.receiver.answer = () => ({ status: 500 });
  expect(await redeliver(desk.deps, desk.actor, delivery?.deliveryId ?? "")).toMatchObject({
    state: "pending",
    deliveryId: delivery?.deliveryId,
  });
  await desk.round();
  desk.receiver.answer = () => ({ status: 204 });
  desk.clock.advance(5_000);
  await desk.round();
  const [one, ...again] = desk.receiver.received;
  expect(again).toHaveLength(2);
  for (const other of again) {
    expect(other.body).toEqual(one?.body);
    expect(other.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
  }
  expect((await desk.deliveries())[0]).toMatchObject({ state: "delivered", attempts: 3 });
});

test("a redelivery asked for during an attempt is not swallowed by its end", async () => {
  await desk.endpoint();
  await desk.happen("sent");
  const [delivery] = await desk.deliveries();
  desk.clock.advance(1);
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  desk.resolver.resolve = async () => {
    begun.resolve();
    await go.promise;
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const host = `http://receiver.example:${desk.receiver.port}/hooks`;
  await desk.db.updateTable("webhook_endpoints").set({ url: host }).execute();
  await desk.deliverer.run();
  await begun.promise;
  await redeliver(desk.deps, desk.actor, delivery?.deliveryId ?? "");
  go.resolve();
  await desk.deliverer.idle();
  await desk.round();
  expect(desk.receiver.received).toHaveLength(2);
  expect((await desk.deliveries())[0]).toMatchObject({ state: "delivered", attempts: 2 });
});

test("a replay sends every event since then that the filter wants, with the ids they had, also from while it was disabled", async () => {
  const { endpoint } = await desk.endpoint({ events: ["signature_request.sent"] });
  const actor = deskActor(desk.workspaceId);
  await desk.happen("sent");
  desk.clock.advance(HOUR);
  const since = desk.clock.now();
  await desk.happen("sent");
  await desk.round();
  await disableEndpoint(desk.deps, actor, endpoint.endpointId, "maintenance");
  desk.clock.advance(HOUR);
  await desk.happen("sent");
  await desk.happen("expired");
  await desk.round();
  expect(desk.receiver.received).toHaveLength(2);
  await expect(replaySince(desk.deps, desk.actor, endpoint.endpointId, since)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("maintenance"),
  });
  await enableEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  expect(await replaySince(desk.deps, desk.actor, endpoint.endpointId, since)).toBe(2);
  await desk.round();
  expect(typesReceived()).toEqual(Array(4).fill("signature_request.sent"));
  expect(new Set(desk.receiver.received.map((one) => one.headers["webhook-id"])).size).toBe(3);
});

test("an endpoint that comes late can have what happened before it", async () => {
  await desk.happen("completed");
  const { endpoint } = await desk.endpoint();
  expect(await replaySince(desk.deps, desk.actor, endpoint.endpointId, new Date(0))).toBe(1);
  await desk.round();
  expect(typesReceived()).toEqual(["signature_request.completed"]);
});

test("what waits for a disabled endpoint stays, and goes on when it is enabled", async () => {
  const { endpoint } = await desk.endpoint();
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await disableEndpoint(desk.deps, deskActor(desk.workspaceId), endpoint.endpointId);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(0);
  await expect(pingEndpoint(desk.deps, desk.actor, endpoint.endpointId)).rejects.toMatchObject({
    code: "conflict",
  });
  await enableEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(1);
});

test("a changed URL is where the next attempt goes; what is left out stays", async () => {
  const { endpoint } = await desk.endpoint({ description: "Ledger", events: ["signature_request.sent"] });
  const changed = await updateEndpoint(desk.deps, desk.actor, endpoint.endpointId, {
    url: `${desk.receiver.url}/new#part`,
  });
  expect(changed).toMatchObject({
    url: `${desk.receiver.url}/new`,
    description: "Ledger",
    events: ["signature_request.sent"],
  });
  await desk.happen("sent");
  await desk.round();
  expect(last().path).toBe("/hooks/new");
});

test("an endpoint of another workspace does not exist", async () => {
  const { endpoint } = await desk.endpoint();
  const foreign = { ...desk.actor, workspaceId: "wsp_other" };
  await expect(pingEndpoint(desk.deps, foreign, endpoint.endpointId)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(rotateSecret(desk.deps, foreign, endpoint.endpointId)).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await listEndpoints(desk.deps, "wsp_other")).toEqual([]);
});
