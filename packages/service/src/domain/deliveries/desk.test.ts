// The whole desk tells a receiver what happens: real signings, real HTTP, the official verifier, the documented schemas.
import { ApiError, createClient, WEBHOOK_EVENT_SCHEMAS, type WebhookEvent } from "@creditnexus/contract";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";
import { type Received, startReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";

let desk: TestDesk;
let receiver: WebhookReceiver;
beforeAll(async () => {
  desk = await createTestDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** As a receiver does: verified first, then checked against the schema that is documented, and nothing beyond it. */
const read = (secret: string, { body, headers }: Received): WebhookEvent => {
  const event = new Webhook(secret).verify(body, headers as Record<string, string>) as WebhookEvent;
  const { data, type } = WEBHOOK_EVENT_SCHEMAS[event.type].parse(event);
  expect(Object.keys(event.data).sort(), type).toEqual(Object.keys(data).sort());
  return event;
};

const arrived = async (secret: string, count: number): Promise<WebhookEvent[]> => {
  const received = await until(
    async () => receiver.received,
    (all) => all.length >= count,
  );
  return received.map((one) => read(secret, one));
};

const setUp = () => desk.client.webhookEndpoints.create({ url: receiver.url });

test("everything from sending to the collected document is told, once each, without a link", async () => {
  const { secret, endpoint_id } = await setUp();
  const signature = await desk.send(["jane@lender.example", "john@borrower.example"], {
    metadata: { deal: "7" },
  });
  await desk.signAll(signature);
  const events = await arrived(secret, 5);
  expect(events.map((event) => event.type).sort()).toEqual([
    "signature_request.completed",
    "signature_request.document_collected",
    "signature_request.sent",
    "signature_request.signer_signed",
    "signature_request.signer_signed",
  ]);
  for (const event of events) {
    expect(event.data).toMatchObject({ signature_id: signature.signature_id, metadata: { deal: "7" } });
  }
  const completed = events.find((event) => event.type === "signature_request.completed");
  expect(completed?.data).toMatchObject({
    status: "completed",
    signers: [
      { email: "jane@lender.example", status: "signed" },
      { email: "john@borrower.example", status: "signed" },
    ],
  });
  const text = receiver.received.map((one) => one.body.toString("utf8")).join();
  expect(text).not.toMatch(/https?:|invitation|access_?code/i);
  const { events: timeline } = await desk.client.signatures.timeline(signature.signature_id);
  const entries = new Set(timeline.map((entry) => entry.entry_id));
  for (const { headers } of receiver.received) expect(entries).toContain(headers["webhook-id"]);

  const { deliveries } = await until(
    () => desk.client.webhookEndpoints.deliveries(endpoint_id, { state: ["delivered"] }),
    (list) => list.deliveries.length === 5,
  );
  const detail = await desk.client.deliveries.get(deliveries[0]?.delivery_id ?? "");
  expect(detail).toMatchObject({ state: "delivered", attempts: 1, last_status: 204 });
  expect(detail.history).toHaveLength(1);
  expect(receiver.received.map((one) => one.body.toString("utf8"))).toContain(detail.payload);
  await desk.client.webhookEndpoints.delete(endpoint_id);
});

test("a cancellation is told with its reason", async () => {
  const { secret, endpoint_id } = await desk.client.webhookEndpoints.create({
    url: receiver.url,
    events: ["signature_request.cancelled"],
  });
  const signature = await desk.send(["jane@lender.example"]);
  await desk.client.signatures.cancel(signature.signature_id, { reason: "The terms changed" });
  const [event] = await arrived(secret, 1);
  expect(event).toMatchObject({
    type: "signature_request.cancelled",
    data: { reason: "The terms changed", status: "cancelled" },
  });
  await desk.client.webhookEndpoints.delete(endpoint_id);
});

test("a reminder, a refusal, an expiry and a failed send are told as they are documented", async () => {
  const { secret, endpoint_id } = await desk.client.webhookEndpoints.create({
    url: receiver.url,
    events: [
      "signature_request.reminded",
      "signature_request.declined",
      "signature_request.expired",
      "signature_request.failed",
    ],
  });
  const [refusing, late] = [
    await desk.send(["jane@lender.example"]),
    await desk.send(["late@lender.example"]),
  ];
  await desk.client.signatures.remind(refusing.signature_id);
  await arrived(secret, 1);
  await desk.client.signatures.decline(refusing.signature_id, { reason: "Not at this margin" });
  await desk.database.pool.query(
    "update signatures set expires_at = now() - interval '1 second', next_sync_at = now() where signature_id = $1",
    [late.signature_id],
  );
  await desk.control("POST", "faults", {
    name: "api_error",
    parameters: { endpoint: "send_request", status: 400 },
  });
  const failing = await desk.send(["never@lender.example"]);
  await desk.control("DELETE", "faults");
  const events = await arrived(secret, 4);
  const told = events.map(({ type, data }) => [type, "signature_id" in data ? data.signature_id : undefined]);
  expect(told.toSorted()).toEqual([
    ["signature_request.declined", refusing.signature_id],
    ["signature_request.expired", late.signature_id],
    ["signature_request.failed", failing.signature_id],
    ["signature_request.reminded", refusing.signature_id],
  ]);
  await desk.client.webhookEndpoints.delete(endpoint_id);
});

test("an endpoint lives through the API: secret once, ping, rotation, change, pause, redelivery, replay, deletion", async () => {
  const { webhookEndpoints, deliveries } = desk.client;
  const created = await webhookEndpoints.create({ url: receiver.url, description: "Ledger" });
  const id = created.endpoint_id;
  expect(created.secret).toMatch(/^whsec_/);
  expect(await webhookEndpoints.get(id)).not.toHaveProperty("secret");
  const ping = await webhookEndpoints.ping(id);
  const rotated = await webhookEndpoints.rotateSecret(id);
  const [event] = await arrived(created.secret, 1);
  expect(event).toMatchObject({ type: "ping", data: { endpoint_id: id } });
  expect(rotated.previous_secret_until).not.toBeNull();
  expect(await webhookEndpoints.update(id, { events: ["signature_request.sent"] })).toMatchObject({
    description: "Ledger",
    events: ["signature_request.sent"],
  });
  await deliveries.redeliver(ping.delivery_id);
  const [, again] = await arrived(rotated.secret, 2);
  expect(again).toEqual(event);
  expect(await webhookEndpoints.disable(id, { reason: "maintenance" })).toMatchObject({
    state: "disabled",
    disabled_reason: expect.stringContaining("maintenance"),
  });
  const refusal = await webhookEndpoints.ping(id).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ code: "conflict", status: 409 });
  expect(await webhookEndpoints.enable(id)).toMatchObject({ state: "active", disabled_reason: null });
  const since = "2020-01-01T00:00:00.000Z";
  expect((await webhookEndpoints.replay(id, { since })).replayed).toBeGreaterThanOrEqual(0);
  const page = await deliveries.list({ endpoint_id: id, limit: 1 });
  expect(page.deliveries).toHaveLength(1);
  await webhookEndpoints.delete(id);
  await expect(webhookEndpoints.get(id)).rejects.toMatchObject({ code: "not_found" });
  expect((await deliveries.list({ endpoint_id: id })).deliveries).toEqual([]);
});

test("the OpenAPI document describes every event", async () => {
  const answer = await fetch(`${desk.url}/openapi.json`);
  const document = (await answer.json()) as {
    webhooks: Record<
      string,
      { post: { requestBody: { content: { "application/json": { schema: { $ref: string } } } } } }
    >;
    components: { schemas: Record<string, unknown> };
  };
  expect(Object.keys(document.webhooks)).toEqual(Object.keys(WEBHOOK_EVENT_SCHEMAS));
  for (const { post } of Object.values(document.webhooks)) {
    const { $ref } = post.requestBody.content["application/json"].schema;
    expect(document.components.schemas).toHaveProperty([$ref.replace("#/components/schemas/", "")]);
  }
});

test("bad input and weaker keys are refused", async () => {
  const { webhookEndpoints } = desk.client;
  await expect(webhookEndpoints.create({ url: "ftp://lender.example" })).rejects.toMatchObject({
    code: "invalid_request",
    problem: { errors: [{ path: "/url" }] },
  });
  const events = ["signature_request.exploded"] as never;
  await expect(webhookEndpoints.create({ url: receiver.url, events })).rejects.toMatchObject({
    code: "invalid_request",
  });
  const { key } = await desk.client.keys.create({ name: "Sender", role: "sender" });
  const sender = createClient({ baseUrl: desk.url, apiKey: key });
  await expect(sender.webhookEndpoints.list()).rejects.toMatchObject({ code: "forbidden" });
});
