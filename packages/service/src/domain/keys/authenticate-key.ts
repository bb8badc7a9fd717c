// Finds out who presents a key.
import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { hashSecret } from "./key.ts";

/** A busy key's last use is written at most this often. */
const USE_NOTED_MS = 60_000;

/** PostgreSQL's read_only_sql_transaction. */
const READ_ONLY = "25006";

/** A database that takes no writes still tells who calls: only so can the checks say what is wrong with it. */
const unlessReadOnly = (error: unknown): void => {
  if (!(error instanceof Error && "code" in error && error.code === READ_ONLY)) throw error;
};

/** The actor, or undefined for a key that does not exist or was revoked. */
export const authenticateKey = async (
  deps: Pick<Deps, "db" | "clock">,
  text: string,
): Promise<Actor | undefined> => {
  const row = await deps.db
    .selectFrom("api_keys")
    .select(["workspace_id", "key_id", "name", "role", "last_used_at"])
    // Comparing hashes in an index leaks nothing useful about a random key.
    .where("key_sha256", "=", hashSecret(text))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const now = deps.clock.now();
  if (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() > USE_NOTED_MS) {
    await deps.db
      .updateTable("api_keys")
      .set({ last_used_at: now })
      .where("workspace_id", "=", row.workspace_id)
      .where("key_id", "=", row.key_id)
      .execute()
      .catch(unlessReadOnly);
  }
  const { workspace_id: workspaceId, key_id: keyId, name, role } = row;
  return { workspaceId, kind: "key", keyId, name, role };
};
