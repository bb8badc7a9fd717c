// Holds what is kept of people, and how long their sessions live.
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createManualClock } from "../../clock/clock.ts";
import type { Schema } from "../../db/schema.ts";
import type { Identity } from "../../identity/identity.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { DEFAULT_WORKSPACE_ID } from "../actor.ts";
import { findSession } from "../keys/sessions.ts";
import { listPeople } from "./list-people.ts";
import { signInPerson } from "./sign-in-person.ts";

const HOUR_MS = 3_600_000;
const clock = createManualClock();
let database: TestDatabase<Schema>;
beforeAll(async () => {
  database = await createTestDatabase<Schema>();
  await database.kysely
    .insertInto("workspaces")
    .values({ workspace_id: DEFAULT_WORKSPACE_ID, name: "Test", created_at: clock.now() })
    .execute();
});
afterAll(async () => {
  await database?.close();
});

const deps = () => ({ db: database.kysely, clock, log: pino({ level: "silent" }) });
const person = (subject: string, rest: Partial<Identity> = {}): Identity => ({
  issuer: "https://login.example",
  subject,
  name: "Jane Whitfield",
  email: "jane@northgate.example",
  claims: { groups: ["lending"] },
  ...rest,
});
const enter = (identity: Identity) =>
  signInPerson(deps(), DEFAULT_WORKSPACE_ID, identity, {
    claim: undefined,
    map: new Map([["lending", "sender"]]),
    fallback: undefined,
  });
const everybody = async () => (await listPeople(deps(), DEFAULT_WORKSPACE_ID, { limit: 50 })).people;

test("a session ends after twelve hours, however busy it was", async () => {
  const { cookie } = await enter(person("busy"));
  clock.advance(12 * HOUR_MS - 1);
  expect((await findSession(deps(), cookie))?.actor.role).toBe("sender");
  clock.advance(1);
  expect(await findSession(deps(), cookie)).toBeUndefined();
});

test("a person is seen when they sign in and when they use the desk", async () => {
  const { cookie } = await enter(person("seen"));
  const lastSeen = async () => (await everybody()).find(({ subject }) => subject === "seen")?.lastSeenAt;
  expect(await lastSeen()).toEqual(clock.now());
  clock.advance(HOUR_MS);
  await findSession(deps(), cookie);
  expect(await lastSeen()).toEqual(clock.now());
});

test("one address at two providers, or given to another person, makes two people", async () => {
  await enter(person("twin"));
  await enter(person("twin", { issuer: "https://other.example" }));
  await enter(person("twin-2"));
  await enter(person("twin", { email: "jane.moe@northgate.example" }));
  const twins = (await everybody()).filter(({ subject }) => subject.startsWith("twin"));
  expect(twins).toHaveLength(3);
  expect(twins.map(({ email }) => email)).toContain("jane.moe@northgate.example");
});

test.each([
  [{ name: null }, "jane@northgate.example"],
  [{ name: "desk" }, "desk (jane@northgate.example)"],
  [{ email: null }, "Jane Whitfield (named)"],
  [{ name: null, email: null }, "named"],
  [{ name: "jane@northgate.example" }, "jane@northgate.example"],
])("%j is shown as %s", async (rest, name) => {
  expect((await enter(person("named", rest))).actor.name).toBe(name);
});

test("a session of neither a key nor a person cannot be stored", async () => {
  const values = {
    workspace_id: DEFAULT_WORKSPACE_ID,
    session_sha256: "0".repeat(64),
    key_id: null,
    person_id: null,
    created_at: clock.now(),
    expires_at: clock.now(),
  };
  await expect(database.kysely.insertInto("sessions").values(values).execute()).rejects.toMatchObject({
    constraint: "sessions_of_key_or_person",
  });
});
