// Reads one callback with its raw bytes.
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import {
  CALLBACK_COLUMNS,
  CALLBACK_COUNTS,
  type Callback,
  callbackFromRow,
  callbackNotFound,
} from "./callback.ts";

export type CallbackDetail = Callback & { body: Buffer; headers: Record<string, string> };

/** @throws NotFoundError */
export const findCallback = async (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  callbackId: string,
): Promise<CallbackDetail> => {
  const row = await deps.db
    .selectFrom("callback_journal")
    .select(CALLBACK_COLUMNS)
    .select(["body", "headers", ...CALLBACK_COUNTS])
    .where("workspace_id", "=", workspaceId)
    .where("callback_id", "=", callbackId)
    .executeTakeFirst();
  if (row === undefined) throw callbackNotFound(callbackId);
  return { ...callbackFromRow(row), body: row.body, headers: row.headers };
};
