// The log itself: it only grows, refusals cannot flood it, and what is asked for is found page by page.
import type { AuditAction } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock, type ManualClock } from "../../clock/clock.ts";
import type { Schema } from "../../db/schema.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { type Actor, DEFAULT_WORKSPACE_ID, libraryActor } from "../actor.ts";
import { type AuditQuery, listAudit } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";
import { REFUSALS_IN_ALL, REFUSALS_PER_SOURCE, recordRefusal } from "./record-refusal.ts";

const HOUR = 3_600_000;

let database: TestDatabase<Schema>;
let clock: ManualClock;
beforeAll(async () => {
  database = await createTestDatabase<Schema>();
  clock = createManualClock();
  const row = { workspace_id: DEFAULT_WORKSPACE_ID, name: "Test", created_at: clock.now() };
  await database.kysely
    .insertInto("workspaces")
    .values([row, { ...row, workspace_id: "wsp_other" }])
    .execute();
});
afterAll(() => database?.close());

const person = (name: string, rest: Partial<Actor> = {}): Actor => ({
  ...libraryActor,
  kind: "person",
  keyId: `key_${name.toLowerCase()}`,
  name,
  ...rest,
});
const list = (query: Partial<AuditQuery> = {}) =>
  listAudit({ db: database.kysely }, DEFAULT_WORKSPACE_ID, { limit: 200, ...query });
const record = (actor: Actor, action: AuditAction, id: string) =>
  recordAudit(database.kysely, actor, { at: clock.now(), action, subject: { type: "signature", id } });

test("entries can neither be changed nor removed", async () => {
  await record(person("Mallory"), "signature.cancelled", "sig_mallory");
  for (const attempt of [
    "update audit_log set actor_name = 'somebody else'",
    "delete from audit_log",
    "truncate audit_log",
  ]) {
    await expect(database.pool.query(attempt)).rejects.toThrow(/append-only/);
  }
  expect((await list({ actor: "key_mallory" })).entries).toMatchObject([{ actor: { name: "Mallory" } }]);
});

test("an entry is undone with the change that it belongs to", async () => {
  const change = database.kysely.transaction().execute(async (transaction) => {
    await recordAudit(transaction, person("Undone"), { at: clock.now(), action: "signature.cancelled" });
    throw new Error("the change failed");
  });
  await expect(change).rejects.toThrow("the change failed");
  expect((await list({ actor: "Undone" })).entries).toEqual([]);
});

test("filters find what they name, together and each alone", async () => {
  clock.advance(24 * HOUR);
  const start = clock.now();
  await record(person("Nora Quill"), "signature.cancelled", "sig_one");
  clock.advance(HOUR);
  const middle = clock.now();
  await record(person("Nora Quill"), "signature.synced", "sig_two");
  await record(person("Per_Cent"), "signature.synced", "sig_one");
  await record(person("Elsewhere", { workspaceId: "wsp_other" }), "signature.synced", "sig_one");
  const found = async (query: Partial<AuditQuery>) =>
    (await list({ from: start, ...query })).entries
      .map(({ actor, subject }) => `${actor.name} ${subject?.id}`)
      .sort();
  expect(await found({ actor: "nora" })).toEqual(["Nora Quill sig_one", "Nora Quill sig_two"]);
  expect(await found({ actor: "key_nora quill" })).toHaveLength(2);
  expect(await found({ actor: "r_C" })).toEqual(["Per_Cent sig_one"]);
  expect(await found({ action: ["signature.synced"] })).toEqual(["Nora Quill sig_two", "Per_Cent sig_one"]);
  expect(await found({ subjectId: "sig_one" })).toEqual(["Nora Quill sig_one", "Per_Cent sig_one"]);
  expect(await found({ subjectId: "sig_one", actor: "Nora" })).toEqual(["Nora Quill sig_one"]);
  expect(await found({ to: middle })).toEqual(["Nora Quill sig_one"]);
  expect(await found({ from: middle })).toEqual(["Nora Quill sig_two", "Per_Cent sig_one"]);
  expect(await found({ from: new Date(middle.getTime() + 1) })).toEqual([]);
});

test("pages go on where the one before ended, newest first", async () => {
  const names = Array.from({ length: 7 }, (_, index) => `sig_page${index}`);
  for (const name of names) {
    clock.advance(1);
    await record(person("Pager"), "signature.synced", name);
  }
  const got: string[] = [];
  let cursor: string | undefined;
  do {
    const { entries, nextCursor } = await list({ actor: "Pager", limit: 3, cursor });
    got.push(...entries.map(({ subject }) => subject?.id ?? ""));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(got).toEqual(names.toReversed());
  await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid_request" });
});

test("refusals are kept up to a number per source and in all, until the hour has passed", async () => {
  clock.advance(24 * HOUR);
  const from = clock.now();
  const deps = { db: database.kysely, clock };
  const refuse = (address: string) =>
    recordRefusal(deps, person("Stormy", { origin: { address, requestId: "req_1" } }), {
      action: "access.refused",
      details: { reason: "role" },
    });
  const kept = async () => (await list({ action: ["access.refused"], from })).entries;
  for (let count = 0; count < REFUSALS_PER_SOURCE + 5; count++) await refuse("192.0.2.1");
  const ofOne = await kept();
  expect(ofOne).toHaveLength(REFUSALS_PER_SOURCE);
  expect(ofOne.filter(({ details }) => details.limit_reached === true)).toHaveLength(1);
  for (let source = 2; source < 12; source++) {
    for (let count = 0; count < REFUSALS_PER_SOURCE; count++) await refuse(`192.0.2.${source}`);
  }
  expect(await kept()).toHaveLength(REFUSALS_IN_ALL);
  clock.advance(HOUR + 1);
  await refuse("192.0.2.1");
  expect(await kept()).toHaveLength(REFUSALS_IN_ALL + 1);
});
