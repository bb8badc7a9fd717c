// Every action leaves one entry with who did it, to what and from where, and no secret in it.
import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditEntry,
  AuditList,
  type Client,
  createClient,
  type Role,
  type Session,
} from "@creditnexus/contract";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../clock/clock.ts";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";
import { startReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { DEFAULT_WORKSPACE_ID } from "../actor.ts";
import { signInPerson } from "../people/sign-in-person.ts";

let desk: TestDesk;
let receiver: WebhookReceiver;
/** Who does everything here: not the key that the desk made for itself. */
let ada: { client: Client; key_id: string; key: string };
const secrets: string[] = [];
const seen = new Set<AuditAction>();

beforeAll(async () => {
  desk = await createTestDesk();
  receiver = await startReceiver();
  const made = await desk.client.keys.create({ name: "Ada Admin", role: "admin" });
  ada = { ...made, client: createClient({ baseUrl: desk.url, apiKey: made.key }) };
  secrets.push(desk.apiKey, made.key);
});
afterAll(async () => {
  await receiver?.close();
  await desk?.close();
});

const all = async (): Promise<AuditEntry[]> =>
  AuditList.parse(await desk.client.audit.list({ limit: 200 })).entries;

/** What `act` added to the log. */
const addedBy = async <T>(act: () => Promise<T>): Promise<{ result: T; added: AuditEntry[] }> => {
  const before = new Set((await all()).map((entry) => entry.audit_id));
  const result = await act();
  return { result, added: (await all()).filter((entry) => !before.has(entry.audit_id)) };
};

/** Expects exactly one entry, by Ada, about what `subjectOf` names. */
const leaves = async <T>(
  action: AuditAction,
  act: () => Promise<T>,
  subjectOf: (result: T) => AuditEntry["subject"],
): Promise<{ result: T; entry: AuditEntry }> => {
  const { result, added } = await addedBy(act);
  expect(added.map((entry) => entry.action)).toEqual([action]);
  const [entry] = added;
  if (entry === undefined) throw new Error("there is no entry");
  expect(entry).toMatchObject({
    actor: { kind: "key", id: ada.key_id, name: "Ada Admin", role: "admin" },
    source_address: "127.0.0.1",
    request_id: expect.stringMatching(/^req_/),
  });
  expect(entry.subject).toEqual(subjectOf(result));
  seen.add(action);
  return { result, entry };
};

const about = (type: NonNullable<AuditEntry["subject"]>["type"], id: string) => () => ({ type, id });

test("keys", async () => {
  const { result: made, entry } = await leaves(
    "key.created",
    () => ada.client.keys.create({ name: "ci", role: "sender" }),
    ({ key_id }) => ({ type: "key", id: key_id }),
  );
  secrets.push(made.key);
  expect(entry.details).toEqual({ name: "ci", role: "sender" });
  const revoke = () => ada.client.keys.revoke(made.key_id);
  await leaves("key.revoked", revoke, about("key", made.key_id));
  expect((await addedBy(revoke)).added).toEqual([]);
});

test("a session, and who looked over the dashboard", async () => {
  const signIn = async () => {
    const answer = await fetch(`${desk.url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: ada.key }),
    });
    const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
    return { cookie, session: (await answer.json()) as Session };
  };
  const opened = await addedBy(signIn);
  const { cookie, session } = opened.result;
  secrets.push(cookie.split("=")[1] ?? cookie, session.csrf_token);
  const headers = { cookie, "x-csrf-token": session.csrf_token };
  const ended = await addedBy(() => fetch(`${desk.url}/api/session`, { method: "DELETE", headers }));
  const person = { kind: "person", id: ada.key_id, name: "Ada Admin", role: "admin" };
  expect([...opened.added, ...ended.added]).toMatchObject([
    { action: "session.opened", actor: person, source_address: "127.0.0.1" },
    { action: "session.ended", actor: person, source_address: "127.0.0.1" },
  ]);
  seen.add("session.opened").add("session.ended");
});

test("a person of the organisation, and the end of their sessions", async () => {
  const deps = { db: desk.database.kysely, clock: systemClock, log: pino({ level: "silent" }) };
  const identity = {
    issuer: "https://login.example",
    subject: "jo",
    name: "Jo",
    email: "jo@desk.example",
    claims: {},
  };
  const rules = { claim: undefined, map: new Map<string, Role>(), fallback: "sender" as const };
  const { result: session, added } = await addedBy(() =>
    signInPerson(deps, DEFAULT_WORKSPACE_ID, identity, rules),
  );
  secrets.push(session.cookie);
  const id = session.actor.personId ?? "";
  const subject = { type: "person", id };
  expect(added).toMatchObject([
    { action: "session.opened", actor: { kind: "person", id, name: "Jo (jo@desk.example)" }, subject },
  ]);
  const { entry } = await leaves(
    "person.sessions_ended",
    () => ada.client.people.endSessions(id),
    about("person", id),
  );
  expect(entry.details).toEqual({ ended: 1 });
});

test("documents and requests, from upload to refusal", async () => {
  const upload = () =>
    ada.client.documents.upload(agreementPdf(), { fileName: "facility.pdf", idempotencyKey: "once" });
  const { result: document } = await leaves("document.uploaded", upload, ({ document_id }) => ({
    type: "document",
    id: document_id,
  }));
  expect((await addedBy(upload)).added).toEqual([]);

  const request = () =>
    ada.client.signatures.request(document.document_id, {
      signers: [{ email: "jane@audit.example", access_code: "code-4711" }],
    });
  secrets.push("code-4711");
  const ofSignature = ({ signature_id }: { signature_id: string }) => ({
    type: "signature" as const,
    id: signature_id,
  });
  const { result: created } = await leaves("signature.created", request, ofSignature);
  const id = created.signature_id;
  const { signers } = await until(
    () => desk.client.signatures.get(id),
    ({ status }) => status === "pending",
  );
  const { result: shown } = await leaves(
    "signature.links_shown",
    () => ada.client.signatures.links(id),
    about("signature", id),
  );
  secrets.push(...shown.links.map((link) => link.sign_document_url));
  expect(shown.links).toHaveLength(1);

  const remind = () => ada.client.signatures.remind(id);
  const reminded = await leaves("signature.reminded", remind, about("signature", id));
  expect(reminded.entry.details).toMatchObject({ signer_ids: [signers[0]?.signer_id] });
  expect((await addedBy(remind)).added).toEqual([]);
  await leaves("signature.synced", () => ada.client.signatures.sync(id), about("signature", id));

  const signer_id = signers[0]?.signer_id ?? "";
  const access_codes = { [signer_id]: "code-4712" };
  secrets.push("code-4712");
  const { result: again } = await leaves(
    "signature.resent",
    () => ada.client.signatures.resend(id, { signer_id, email: "jane@corrected.example", access_codes }),
    about("signature", id),
  );
  const cancel = () => ada.client.signatures.cancel(again.signature_id, { reason: "Withdrawn" });
  const cancelled = await leaves("signature.cancelled", cancel, about("signature", again.signature_id));
  expect(cancelled.entry.details).toMatchObject({ reason: "Withdrawn" });
  expect((await addedBy(cancel)).added).toEqual([]);

  const other = await desk.send(["petra@audit.example"]);
  const decline = () => ada.client.signatures.decline(other.signature_id, { reason: "Wrong amount" });
  await leaves("signature.declined", decline, about("signature", other.signature_id));
  expect((await addedBy(decline)).added).toEqual([]);
});

test("presets, which the whole workspace sends from", async () => {
  const { presets } = ada.client;
  const content = {
    signers: [],
    in_order: true,
    bundle: true,
    subject: "",
    message: "As every quarter",
    language: "en" as const,
    sender_email: "",
    urgency: "standard" as const,
    expires_in_days: "30",
    reminders: "7",
  };
  const { result: made } = await leaves(
    "preset.created",
    () => presets.create({ name: "Quarterly", content }),
    ({ preset_id }) => ({ type: "preset", id: preset_id }),
  );
  const preset = about("preset", made.preset_id);
  const rename = (version: number) => () => presets.save(made.preset_id, { version, name: "Yearly" });
  const { entry } = await leaves("preset.updated", rename(1), preset);
  expect(entry.details).toEqual({ changed: ["name"], name: "Yearly" });
  expect((await addedBy(rename(2))).added).toEqual([]);
  await leaves("preset.deleted", () => presets.delete(made.preset_id), preset);
});

test("what a signed agreement's files are handed out to, and the callbacks behind it", async () => {
  const sent = await desk.send(["signed@audit.example"]);
  const id = sent.signature_id;
  const early = await addedBy(() => ada.client.signatures.download(id).catch((error: unknown) => error));
  expect(early.result).toMatchObject({ code: "not_ready" });
  expect(early.added).toEqual([]);
  await desk.signAll(sent);
  await until(
    () => desk.client.signatures.get(id),
    ({ documents }) => documents.every((document) => document.signed.state === "verified"),
  );
  const read = async (answer: Promise<Response>) => void (await (await answer).arrayBuffer());
  await leaves(
    "signature.downloaded",
    () => read(ada.client.signatures.download(id)),
    about("signature", id),
  );
  await leaves("evidence.downloaded", () => read(ada.client.signatures.evidence(id)), about("signature", id));

  await desk.control("POST", "faults", { name: "download_truncated", parameters: {}, times: 1 });
  const other = await desk.send(["suspect@audit.example"]);
  await desk.signAll(other);
  const { documents } = await until(
    () => desk.client.signatures.get(other.signature_id),
    (signature) => signature.documents.every((document) => document.signed.state === "suspect"),
  );
  const { document_id = "", signed } = documents[0] ?? {};
  const judged = about("signature", other.signature_id);
  const show = () => read(ada.client.signatures.downloadSuspect(other.signature_id, document_id));
  await leaves("signature.suspect_shown", show, judged);
  const accept = () =>
    ada.client.signatures.acceptSuspect(other.signature_id, document_id, {
      reason: "Compared on paper",
      sha256: signed?.sha256 ?? "",
    });
  const accepted = await leaves("signature.suspect_accepted", accept, judged);
  expect(accepted.entry.details).toMatchObject({ document_id, reason: "Compared on paper" });
  expect((await addedBy(accept)).added).toEqual([]);

  const { callbacks } = await until(
    () => desk.client.callbacks.list({ signature_id: id }),
    (found) => found.callbacks.length > 0 && found.callbacks.every((one) => one.outcome === "processed"),
  );
  const callbackId = callbacks[0]?.callback_id ?? "";
  const replay = () => ada.client.callbacks.replay(callbackId);
  await leaves("callback.replayed", replay, about("callback", callbackId));
  await leaves(
    "callbacks.replayed",
    () => ada.client.callbacks.replayMatching({ signature_id: id }),
    about("signature", id),
  );
  const { entry } = await leaves(
    "callbacks.replayed",
    () => ada.client.callbacks.replayMatching({ received_to: "2020-01-01T00:00:00.000Z" }),
    () => null,
  );
  expect(entry.details).toEqual({ replayed: 0, received_to: "2020-01-01T00:00:00.000Z" });
});

test("webhook endpoints and deliveries", async () => {
  const { webhookEndpoints, deliveries } = ada.client;
  const hidden = "receiver-token-1";
  const { result: made } = await leaves(
    "webhook_endpoint.created",
    () => webhookEndpoints.create({ url: `${receiver.url}?token=${hidden}` }),
    ({ endpoint_id }) => ({ type: "webhook_endpoint", id: endpoint_id }),
  );
  secrets.push(hidden, made.secret);
  const id = made.endpoint_id;
  const endpoint = about("webhook_endpoint", id);
  const update = () => webhookEndpoints.update(id, { description: "The loan system" });
  const updated = await leaves("webhook_endpoint.updated", update, endpoint);
  expect(updated.entry.details).toMatchObject({ changed: ["description"] });
  expect((await addedBy(update)).added).toEqual([]);
  const rotate = () => webhookEndpoints.rotateSecret(id);
  secrets.push((await leaves("webhook_endpoint.secret_rotated", rotate, endpoint)).result.secret);
  const { result: ping } = await leaves("webhook_endpoint.pinged", () => webhookEndpoints.ping(id), endpoint);
  await leaves(
    "delivery.redelivered",
    () => deliveries.redeliver(ping.delivery_id),
    about("delivery", ping.delivery_id),
  );
  const replay = () => webhookEndpoints.replay(id, { since: "2026-01-01T00:00:00.000Z" });
  await leaves("webhook_endpoint.replayed", replay, endpoint);
  const disable = () => webhookEndpoints.disable(id, { reason: "Maintenance" });
  await leaves("webhook_endpoint.disabled", disable, endpoint);
  expect((await addedBy(disable)).added).toEqual([]);
  const enable = () => webhookEndpoints.enable(id);
  await leaves("webhook_endpoint.enabled", enable, endpoint);
  expect((await addedBy(enable)).added).toEqual([]);
  await leaves("webhook_endpoint.deleted", () => webhookEndpoints.delete(id), endpoint);
});

test("jobs put back in line", async () => {
  const { entry } = await leaves(
    "jobs.retried",
    () => ada.client.deadLetters.retry(),
    () => null,
  );
  expect(entry.details).toEqual({ retried: 0, job_ids: "all" });
  const job = "00000000-0000-4000-8000-000000000000";
  await leaves("jobs.retried", () => ada.client.deadLetters.retry([job]), about("job", job));
});

test("refused sign-ins and calls", async () => {
  const wrong = await addedBy(() =>
    createClient({ baseUrl: desk.url })
      .session.signIn("cnx_not-a-key")
      .catch(() => undefined),
  );
  const viewer = await desk.client.keys.create({ name: "Victor Viewer", role: "viewer" });
  const weak = createClient({ baseUrl: desk.url, apiKey: viewer.key });
  const forbidden = await addedBy(() => weak.audit.list().catch(() => undefined));
  const bogus = createClient({ baseUrl: desk.url, apiKey: "cnx_not-a-key" });
  const unknown = await addedBy(() => bogus.documents.list().catch(() => undefined));
  const nobody = await addedBy(() => fetch(`${desk.url}/api/documents`));
  secrets.push(viewer.key, "cnx_not-a-key");
  const path = { method: "GET", path: "/api/audit" };
  const stranger = { kind: "unknown", id: null, name: "unknown", role: null };
  expect([...wrong.added, ...forbidden.added, ...unknown.added]).toMatchObject([
    { action: "session.refused", actor: stranger, details: { reason: "invalid_key" } },
    {
      action: "access.refused",
      actor: { kind: "key", id: viewer.key_id, name: "Victor Viewer", role: "viewer" },
      details: { reason: "role", needed: "admin", ...path },
    },
    { action: "access.refused", actor: stranger, details: { reason: "invalid_key", path: "/api/documents" } },
  ]);
  expect(nobody.added).toEqual([]);
  seen.add("session.refused").add("access.refused");
});

describe("after all of that", () => {
  test("no action of the contract was left out", () => {
    expect(AUDIT_ACTIONS.filter((action) => !seen.has(action))).toEqual([]);
  });

  test("callers in process and the desk itself are named as what they are", async () => {
    const loans = desk.app.service.actingAs("loan-system");
    const { result, added } = await addedBy(() => loans.uploadDocument({ file: agreementPdf() }));
    expect(added).toMatchObject([
      {
        action: "document.uploaded",
        actor: { kind: "library", id: null, name: "loan-system" },
        subject: { id: result.documentId },
        source_address: null,
        request_id: null,
      },
    ]);
    const { entries } = await desk.client.audit.list({ actor: "desk", action: ["key.created"] });
    expect(entries).toMatchObject([{ actor: { kind: "desk" }, details: { name: "admin", role: "admin" } }]);
  });

  test("no key, secret, link or code stands anywhere in the table", async () => {
    const { rows } = await desk.database.pool.query<{ row: string }>(
      "select t::text as row from audit_log t",
    );
    const text = rows.map(({ row }) => row).join("\n");
    expect(rows.length).toBeGreaterThan(AUDIT_ACTIONS.length);
    expect(secrets.length).toBeGreaterThan(10);
    expect(secrets.filter((secret) => secret === "" || text.includes(secret))).toEqual([]);
  });
});
