// Lists a workspace's keys, newest first, revoked ones included.
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { KEY_COLUMNS, type Key, keyFromRow } from "./key.ts";

export const listKeys = async (deps: { db: Kysely<Schema> }, workspaceId: string): Promise<Key[]> => {
  const rows = await deps.db
    .selectFrom("api_keys")
    .select(KEY_COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .orderBy("key_id", "desc")
    .execute();
  return rows.map(keyFromRow);
};
