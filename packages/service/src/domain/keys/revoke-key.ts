// Revokes a key and ends the sessions made from it.
import { ConflictError, NotFoundError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { KEY_COLUMNS, type Key, keyFromRow } from "./key.ts";

/**
 * Revoking twice is no error.
 *
 * @throws NotFoundError; ConflictError `conflict` for the last admin key, without which nobody could make another.
 */
export const revokeKey = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  workspaceId: string,
  keyId: string,
): Promise<Key> =>
  deps.db.transaction().execute(async (transaction) => {
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
    const row = await transaction
      .updateTable("api_keys")
      .set((update) => ({ revoked_at: update.fn.coalesce("revoked_at", update.val(deps.clock.now())) }))
      .where("workspace_id", "=", workspaceId)
      .where("key_id", "=", keyId)
      .returning(KEY_COLUMNS)
      .executeTakeFirst();
    if (row === undefined) {
      throw new NotFoundError({ code: "not_found", message: `There is no key ${keyId}: check the id.` });
    }
    await transaction
      .deleteFrom("sessions")
      .where("workspace_id", "=", workspaceId)
      .where("key_id", "=", keyId)
      .execute();
    deps.log.info({ keyId }, "key revoked");
    return keyFromRow(row);
  });
