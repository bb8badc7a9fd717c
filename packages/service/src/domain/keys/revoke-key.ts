// Revokes a key and ends the sessions made from it.
import { ConflictError, NotFoundError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { KEY_COLUMNS, type Key, keyFromRow } from "./key.ts";

/**
 * Revoking twice is no error.
 *
 * @throws NotFoundError; ConflictError `conflict` for the last admin key, without which nobody could make another.
 */
export const revokeKey = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  keyId: string,
): Promise<Key> =>
  deps.db.transaction().execute(async (transaction) => {
    const { workspaceId } = actor;
    const now = deps.clock.now();
    const admins = await transaction
      .selectFrom("api_keys")
      .select("key_id")
      .where("workspace_id", "=", workspaceId)
      .where("role", "=", "admin")
      .where("revoked_at", "is", null)
      .forUpdate()
      .execute();
    if (admins.length === 1 && admins[0]?.key_id === keyId) {
      throw new ConflictError({
        code: "conflict",
        message: `${keyId} is the last admin key: create another admin key first, then revoke this one.`,
      });
    }
    const before = await transaction
      .selectFrom("api_keys")
      .select(KEY_COLUMNS)
      .where("workspace_id", "=", workspaceId)
      .where("key_id", "=", keyId)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) {
      throw new NotFoundError({ code: "not_found", message: `There is no key ${keyId}: check the id.` });
    }
    if (before.revoked_at !== null) return keyFromRow(before);
    await transaction
      .updateTable("api_keys")
      .set({ revoked_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("key_id", "=", keyId)
      .execute();
    await transaction
      .deleteFrom("sessions")
      .where("workspace_id", "=", workspaceId)
      .where("key_id", "=", keyId)
      .execute();
    await recordAudit(transaction, actor, {
      at: now,
      action: "key.revoked",
      subject: { type: "key", id: keyId },
      details: { name: before.name, role: before.role },
    });
    deps.log.info({ keyId }, "key revoked");
    return keyFromRow({ ...before, revoked_at: now });
  });
