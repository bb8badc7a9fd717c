// What belongs to one workspace does not exist for another: not to read, not to change, not even to learn that it is there.
import {
  createClient,
  type DraftContent,
  type PresetContent,
  type Route,
  routes,
} from "@creditnexus/contract";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../clock/clock.ts";
import { deskActor } from "../domain/actor.ts";
import { newId } from "../domain/ids.ts";
import { insertKey } from "../domain/keys/insert-key.ts";
import { createTestDesk, type TestDesk, until } from "../testing/test-desk.ts";

const STRANGERS = "wsp_strangers";

let desk: TestDesk;
let strangersKey: string;
/** One existing thing of ours for each kind of id that a path can name. */
let ours: Record<string, string>;

const PRESET: PresetContent = {
  signers: [],
  in_order: false,
  bundle: false,
  subject: "",
  message: "",
  language: "en",
  sender_email: "",
  urgency: "standard",
  expires_in_days: "",
  reminders: "",
};
const DRAFT: DraftContent = {
  ...PRESET,
  send_key: "draft-of-ours",
  title: "",
  document_ids: [],
  fields: [],
  use_text_tags: false,
  hide_text_tags: false,
  metadata: {},
};

/** All that such a call could change; what the desk does by itself meanwhile is left out. */
const seen = async (): Promise<unknown> => {
  const queries = [
    "select document_id, title from documents",
    "select signature_id, status, closed_reason, resent_from from signatures",
    "select callback_id from callback_journal",
    "select endpoint_id, url, events, secret_encrypted, state from webhook_endpoints",
    "select key_id, revoked_at from api_keys",
    "select person_id from people",
    "select draft_id, version from drafts",
    "select preset_id, name, version from presets",
    "select session_sha256 from sessions",
    "select audit_id, action from audit_log",
  ];
  return Promise.all(
    queries.map(async (query) => (await desk.database.pool.query(`${query} order by 1`)).rows),
  );
};

beforeAll(async () => {
  desk = await createTestDesk();
  const { pool, kysely } = desk.database;
  const endpoint = await desk.client.webhookEndpoints.create({ url: "http://127.0.0.1:9/hook" });
  const signature = await desk.send([{ email: "jane@borrower.example" }]);
  await desk.signAll(signature);
  const { signature_id } = signature;
  await until(
    () => desk.client.signatures.get(signature_id),
    ({ status }) => status === "completed",
  );
  const [callback] = (
    await until(
      () => desk.client.callbacks.list(),
      ({ callbacks }) => callbacks.length > 0,
    )
  ).callbacks;
  const [delivery] = (
    await until(
      () => desk.client.deliveries.list(),
      ({ deliveries }) => deliveries.length > 0,
    )
  ).deliveries;
  const [key] = (await desk.client.keys.list()).keys;
  const now = new Date();
  const personId = newId("person", now);
  await pool.query(
    `insert into people (workspace_id, person_id, issuer, subject, role, created_at, last_seen_at)
     values ('wsp_default', $1, 'https://id.example', '1', 'viewer', now(), now())`,
    [personId],
  );
  const draft = await desk.client.drafts.create({ content: DRAFT });
  const preset = await desk.client.presets.create({ name: "Ours", content: PRESET });
  ours = {
    draft_id: draft.draft_id,
    preset_id: preset.preset_id,
    document_id: signature.documents[0]?.document_id ?? "",
    signature_id,
    callback_id: callback?.callback_id ?? "",
    endpoint_id: endpoint.endpoint_id,
    delivery_id: delivery?.delivery_id ?? "",
    key_id: key?.key_id ?? "",
    person_id: personId,
  };
  await pool.query("insert into workspaces values ($1, 'Strangers', now())", [STRANGERS]);
  const { text } = await kysely.transaction().execute((transaction) =>
    insertKey({ clock: systemClock, log: pino({ level: "silent" }) }, transaction, deskActor(STRANGERS), {
      name: "stranger",
      role: "admin",
    }),
  );
  strangersKey = text;
});
afterAll(async () => {
  await desk?.close();
});

/** What makes each call complete, so that only the id can be wrong with it. */
const BODIES: Record<string, unknown> = {
  saveDraft: { version: 1, content: DRAFT },
  savePreset: { version: 1, name: "Theirs", content: PRESET },
  requestSignatures: { signers: ["eve@stranger.example"] },
  cancelSignature: { reason: "Not yours" },
  resendSignature: { signer_id: "sgr_01kb0000000000000000000000", email: "eve@stranger.example" },
  declineSignature: { reason: "Not yours" },
  acceptSuspectDocument: { reason: "Not yours", sha256: "0".repeat(64) },
  updateWebhookEndpoint: { url: "http://127.0.0.1:9/other" },
  replayDeliveries: { since: "2020-01-01T00:00:00Z" },
};

const withIds = Object.entries<Route>(routes).filter(([, route]) => route.path.includes("{"));

const pathOf = (route: Route): string =>
  route.path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const id = ours[name];
    if (id === undefined || id === "") throw new Error(`this test has nothing of ours for {${name}}`);
    return id;
  });

test.each(withIds)(
  "%s: an id of another workspace is not found, and nothing changes",
  async (name, route) => {
    const path = pathOf(route);
    const before = await seen();
    const answer = await fetch(desk.url + path, {
      method: route.method,
      headers: { authorization: `Bearer ${strangersKey}`, "content-type": "application/json" },
      ...(route.method === "GET" ? {} : { body: JSON.stringify(BODIES[name] ?? {}) }),
    });
    const text = await answer.text();
    expect([answer.status, JSON.parse(text).code]).toEqual([404, "not_found"]);
    expect(await seen()).toEqual(before);
    // The same call of ours gets past the look-up, so that the refusal above was about the workspace.
    if (route.method !== "GET") return;
    const own = await fetch(desk.url + path, { headers: { authorization: `Bearer ${desk.apiKey}` } });
    await own.body?.cancel();
    // Ours has nothing suspect.
    expect(own.status).toBe(name === "downloadSuspectDocument" ? 409 : 200);
  },
);

test("lists and searches of a stranger are empty", async () => {
  const stranger = createClient({ baseUrl: desk.url, apiKey: strangersKey });
  expect((await stranger.documents.list()).documents).toEqual([]);
  expect((await stranger.signatures.list()).signatures).toEqual([]);
  expect((await stranger.callbacks.list()).callbacks).toEqual([]);
  expect((await stranger.deliveries.list()).deliveries).toEqual([]);
  expect((await stranger.webhookEndpoints.list()).endpoints).toEqual([]);
  expect((await stranger.drafts.list()).drafts).toEqual([]);
  expect((await stranger.presets.list()).presets).toEqual([]);
  expect((await stranger.keys.list()).keys.map((key) => key.name)).toEqual(["stranger"]);
});
