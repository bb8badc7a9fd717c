// Browser sessions: a random cookie that stands for a key until it expires, is signed out, or the key is revoked.
import { createHmac, randomBytes } from "node:crypto";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { hashSecret } from "./key.ts";

const LIFETIME_MS = 12 * 3_600_000;

export type Session = { actor: Actor & { keyId: string }; expiresAt: Date };

type SessionDeps = Pick<Deps, "db" | "clock">;

/** Known only to whoever holds the cookie or reads our own pages; another site can do neither. */
export const csrfToken = (cookie: string): string =>
  createHmac("sha256", cookie).update("creditnexus csrf").digest("base64url");

/** Opens a session; the text goes into the cookie and nowhere else. */
export const openSession = async (
  deps: SessionDeps,
  actor: Actor & { keyId: string },
): Promise<Session & { cookie: string }> => {
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
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await recordAudit(transaction, person, {
      at: now,
      action: "session.opened",
      subject: { type: "key", id: actor.keyId },
      details: { expires_at: expiresAt.toISOString() },
    });
  });
  return { actor: person, expiresAt, cookie };
};

export const findSession = async (deps: SessionDeps, cookie: string): Promise<Session | undefined> => {
  const row = await deps.db
    .selectFrom("sessions as session")
    .innerJoin("api_keys as key", (join) =>
      join.onRef("key.workspace_id", "=", "session.workspace_id").onRef("key.key_id", "=", "session.key_id"),
    )
    .select(["session.workspace_id", "session.expires_at", "key.key_id", "key.name", "key.role"])
    .where("session.session_sha256", "=", hashSecret(cookie))
    .where("session.expires_at", ">", deps.clock.now())
    .where("key.revoked_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    actor: {
      workspaceId: row.workspace_id,
      kind: "person",
      keyId: row.key_id,
      name: row.name,
      role: row.role,
    },
    expiresAt: row.expires_at,
  };
};

export const endSession = (deps: SessionDeps, actor: Actor, cookie: string): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const ended = await transaction
      .deleteFrom("sessions")
      .where("session_sha256", "=", hashSecret(cookie))
      .returning("key_id")
      .executeTakeFirst();
    if (ended === undefined) return;
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "session.ended",
      subject: { type: "key", id: ended.key_id },
    });
  });
