// Browser sessions: a random cookie that stands for a key or a person until it expires, is signed out, or the key is revoked.
import { createHmac, randomBytes } from "node:crypto";
import type { Actor } from "../actor.ts";
import type { AuditSubject } from "../audit/entry.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { personActor } from "../people/person.ts";
import { hashSecret } from "./key.ts";

const LIFETIME_MS = 12 * 3_600_000;
/** A person's use of the desk is written at most this often. */
const USE_NOTED_MS = 60_000;

export type Session = { actor: Actor; expiresAt: Date };
export type OpenedSession = Session & { /** Goes to the browser and nowhere else. */ cookie: string };

type SessionDeps = Pick<Deps, "db" | "clock">;

/** Known only to whoever holds the cookie or reads our own pages; another site can do neither. */
export const csrfToken = (cookie: string): string =>
  createHmac("sha256", cookie).update("creditnexus csrf").digest("base64url");

/** Whom a session stands for. */
const subjectOf = (keyId: string | null, personId: string | null | undefined): AuditSubject | undefined => {
  if (personId != null) return { type: "person", id: personId };
  return keyId === null ? undefined : { type: "key", id: keyId };
};

/** Opens a session for the key or the person that the actor is. */
export const openSession = async (deps: SessionDeps, actor: Actor): Promise<OpenedSession> => {
  const cookie = randomBytes(32).toString("base64url");
  const person = { ...actor, kind: "person" as const };
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await deps.db.deleteFrom("sessions").where("expires_at", "<", now).execute();
  await deps.db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("sessions")
      .values({
        workspace_id: actor.workspaceId,
        session_sha256: hashSecret(cookie),
        key_id: actor.keyId,
        person_id: actor.personId ?? null,
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await recordAudit(transaction, person, {
      at: now,
      action: "session.opened",
      subject: subjectOf(actor.keyId, actor.personId),
      details: { expires_at: expiresAt.toISOString() },
    });
  });
  return { actor: person, expiresAt, cookie };
};

/** One round trip, since every call of the dashboard asks. */
export const findSession = async (deps: SessionDeps, cookie: string): Promise<Session | undefined> => {
  const now = deps.clock.now();
  const row = await deps.db
    .selectFrom("sessions as session")
    .leftJoin("api_keys as key", (join) =>
      join
        .onRef("key.workspace_id", "=", "session.workspace_id")
        .onRef("key.key_id", "=", "session.key_id")
        .on("key.revoked_at", "is", null),
    )
    .leftJoin("people as person", (join) =>
      join
        .onRef("person.workspace_id", "=", "session.workspace_id")
        .onRef("person.person_id", "=", "session.person_id"),
    )
    .select(["session.workspace_id", "session.expires_at"])
    .select(["key.key_id", "key.name as key_name", "key.role as key_role"])
    .select(["person.person_id", "person.name", "person.email", "person.subject", "person.role"])
    .select("person.last_seen_at")
    .where("session.session_sha256", "=", hashSecret(cookie))
    .where("session.expires_at", ">", now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { workspace_id: workspaceId, expires_at: expiresAt } = row;
  if (row.key_id !== null && row.key_name !== null && row.key_role !== null) {
    const key = { keyId: row.key_id, name: row.key_name, role: row.key_role };
    return { actor: { workspaceId, kind: "person", ...key }, expiresAt };
  }
  const { person_id: personId, name, email, subject, role, last_seen_at: seenAt } = row;
  if (personId === null || subject === null || role === null || seenAt === null) return undefined;
  if (now.getTime() - seenAt.getTime() > USE_NOTED_MS) await noteSeen(deps, workspaceId, personId, now);
  return { actor: personActor(workspaceId, { personId, name, email, subject, role }), expiresAt };
};

const noteSeen = async (
  deps: SessionDeps,
  workspaceId: string,
  personId: string,
  at: Date,
): Promise<void> => {
  await deps.db
    .updateTable("people")
    .set({ last_seen_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("person_id", "=", personId)
    .execute();
};

export const endSession = (deps: SessionDeps, actor: Actor, cookie: string): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const ended = await transaction
      .deleteFrom("sessions")
      .where("session_sha256", "=", hashSecret(cookie))
      .returning(["key_id", "person_id"])
      .executeTakeFirst();
    if (ended === undefined) return;
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "session.ended",
      subject: subjectOf(ended.key_id, ended.person_id),
    });
  });
