// Lists the journal, newest first.
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { page, readCursor } from "../cursor.ts";
import {
  CALLBACK_COLUMNS,
  CALLBACK_COUNTS,
  type Callback,
  type CallbackOutcome,
  callbackFromRow,
} from "./callback.ts";

export type CallbackQuery = {
  limit: number;
  cursor?: string | undefined;
  outcome?: CallbackOutcome[] | undefined;
  signatureId?: string | undefined;
  eventType?: string | undefined;
};

export const listCallbacks = async (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  query: CallbackQuery,
): Promise<{ callbacks: Callback[]; nextCursor: string | null }> => {
  let select = deps.db
    .selectFrom("callback_journal")
    .select(CALLBACK_COLUMNS)
    .select([...CALLBACK_COUNTS])
    .where("workspace_id", "=", workspaceId);
  if (query.outcome && query.outcome.length > 0) select = select.where("outcome", "in", query.outcome);
  if (query.signatureId !== undefined) select = select.where("signature_id", "=", query.signatureId);
  if (query.eventType !== undefined) select = select.where("event_type", "=", query.eventType);
  // An id starts with its time of receipt, so the key itself is the order.
  if (query.cursor !== undefined) select = select.where("callback_id", "<", readCursor(query.cursor).id);
  const found = await select
    .orderBy("callback_id", "desc")
    .limit(query.limit + 1)
    .execute();
  const { rows, nextCursor } = page(found, query.limit, (row) => ({
    at: row.received_at,
    id: row.callback_id,
  }));
  return { callbacks: rows.map(callbackFromRow), nextCursor };
};
