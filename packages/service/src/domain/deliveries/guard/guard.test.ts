// Holds that no delivery reaches our own networks, neither when an endpoint is set up nor later.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Schema } from "../../../db/schema.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/test-database.ts";
import { createWebhookDesk, type WebhookDesk } from "../../../testing/webhook-desk.ts";
import { pingEndpoint } from "../ping-endpoint.ts";
import { updateEndpoint } from "../update-endpoint.ts";

const PUBLIC = { address: "93.184.216.34", family: 4 };
const LOOPBACK = { address: "127.0.0.1", family: 4 };

let database: TestDatabase<Schema>;
beforeAll(async () => {
  database = await createTestDatabase<Schema>();
});
afterAll(() => database.close());

let desk: WebhookDesk;
beforeEach(async () => {
  desk = await createWebhookDesk(database, { timeoutMs: 2_000 });
  desk.rules.allowPrivate = false;
});
afterEach(() => desk.close());

test.each([
  "http://127.0.0.1/",
  "http://localhost/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://0/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://017700000001/",
  "http://10.1.2.3/",
  "http://169.254.169.254/latest/meta-data/",
  "http://[fd00:ec2::254]/",
  "http://100.64.0.1/",
  "https://192.168.0.1:8443/",
])("%s cannot be an endpoint", async (url) => {
  await expect(desk.endpoint({ url })).rejects.toMatchObject({
    code: "invalid_request",
    details: { errors: [{ path: "/url", message: expect.stringContaining("not a public address") }] },
  });
});

test("a name that leads inside is refused, also when only one of its addresses does", async () => {
  desk.resolver.resolve = async () => [PUBLIC, { address: "10.0.0.9", family: 4 }];
  await expect(desk.endpoint({ url: "https://mixed.example/" })).rejects.toThrow("leads to 10.0.0.9");
  desk.resolver.resolve = async () => [PUBLIC, { address: "::ffff:10.0.0.9", family: 6 }];
  await expect(desk.endpoint({ url: "https://mapped.example/" })).rejects.toThrow("not a public address");
  desk.resolver.resolve = async () => [PUBLIC];
  const { endpoint } = await desk.endpoint({ url: "https://good.example/" });
  desk.resolver.resolve = async () => [LOOPBACK];
  await expect(
    updateEndpoint(desk.deps, desk.actor, endpoint.endpointId, { url: "https://bad.example/" }),
  ).rejects.toThrow("leads to 127.0.0.1");
});

test("a name that does not exist, one without addresses and a URL with a password are refused", async () => {
  desk.resolver.resolve = async () => {
    throw Object.assign(new Error("queryA ENOTFOUND"), { code: "ENOTFOUND" });
  };
  await expect(desk.endpoint({ url: "https://missing.example/" })).rejects.toThrow(
    "was not found (ENOTFOUND)",
  );
  desk.resolver.resolve = async () => [];
  await expect(desk.endpoint({ url: "https://empty.example/" })).rejects.toThrow("has no address");
  await expect(desk.endpoint({ url: "https://user:word@good.example/" })).rejects.toThrow("with a password");
});

test("in production only https is taken", async () => {
  desk.rules.requireHttps = true;
  desk.resolver.resolve = async () => [PUBLIC];
  await expect(desk.endpoint({ url: "http://good.example/" })).rejects.toThrow("has to be https");
  await desk.endpoint({ url: "https://good.example/" });
});

test("a name that was public and now leads inside gets nothing, and the attempt says why", async () => {
  const url = `http://rebinding.example:${desk.receiver.port}/hooks`;
  desk.resolver.resolve = async () => [PUBLIC];
  const { endpoint } = await desk.endpoint({ url });
  desk.resolver.resolve = async () => [LOOPBACK];
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(0);
  const [delivery] = await desk.deliveries();
  expect(delivery).toMatchObject({ state: "pending", lastStatus: null });
  expect(delivery?.lastError).toContain("leads to 127.0.0.1, which is not a public address");
});

test("a name is asked for once per attempt, and the connection goes to what was checked", async () => {
  const url = `http://rebinding.example:${desk.receiver.port}/hooks`;
  desk.rules.allowPrivate = true;
  const { endpoint } = await desk.endpoint({ url: desk.receiver.url });
  await updateEndpoint({ ...desk.deps, resolveHost: async () => [PUBLIC] }, desk.actor, endpoint.endpointId, {
    url,
  });
  let asked = 0;
  desk.resolver.resolve = async () => {
    asked += 1;
    // Asked again, it would lead to where nobody listens.
    return asked === 1 ? [LOOPBACK] : [{ address: "127.0.0.2", family: 4 }];
  };
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(asked).toBe(1);
  expect(desk.receiver.received[0]?.headers.host).toBe(`rebinding.example:${desk.receiver.port}`);
});

test("an endpoint on this machine from before private addresses were forbidden gets nothing any more", async () => {
  desk.rules.allowPrivate = true;
  const { endpoint } = await desk.endpoint();
  desk.rules.allowPrivate = false;
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect(desk.receiver.received).toHaveLength(0);
  expect((await desk.deliveries())[0]?.lastError).toContain("not a public address");
});

test("a resolver that hangs costs an attempt its time and no more", async () => {
  desk.resolver.resolve = async () => [PUBLIC];
  const { endpoint } = await desk.endpoint({ url: "https://slow.example/" });
  desk.resolver.resolve = () => new Promise(() => undefined);
  await pingEndpoint(desk.deps, desk.actor, endpoint.endpointId);
  await desk.round();
  expect((await desk.deliveries())[0]?.lastError).toBe("no answer within 2 s");
});
