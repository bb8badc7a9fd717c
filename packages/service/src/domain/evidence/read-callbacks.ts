// Reads the callbacks that concern a signature: those that its timeline names, and as many others as are reasonable.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { CALLBACK_COLUMNS, CALLBACK_COUNTS, callbackFromRow } from "../callbacks/callback.ts";
import type { CallbackDetail } from "../callbacks/find-callback.ts";

export type JournalCallbacks = { included: CallbackDetail[]; leftOut: number };

/** Anybody who can post callbacks can post many; they must not make the bundle large. */
const MOST_OTHERS = 100;
const MOST_OTHER_BYTES = 64 * 1024;

const select = (transaction: Transaction<Schema>, target: { workspaceId: string }) =>
  transaction
    .selectFrom("callback_journal")
    .select(CALLBACK_COLUMNS)
    .select(["body", "headers", ...CALLBACK_COUNTS])
    .where("workspace_id", "=", target.workspaceId)
    .orderBy("callback_id");

/** Repetitions of the same bytes are left out, unless the timeline names them. */
export const readCallbacks = async (
  transaction: Transaction<Schema>,
  target: { workspaceId: string; signatureId: string },
  named: readonly string[],
): Promise<JournalCallbacks> => {
  const counted = await transaction
    .selectFrom("callback_journal")
    .select(sql<string>`count(*)`.as("count"))
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .executeTakeFirstOrThrow();
  const mustHave =
    named.length === 0 ? [] : await select(transaction, target).where("callback_id", "in", named).execute();
  const others = await select(transaction, target)
    .where("signature_id", "=", target.signatureId)
    .where("is_duplicate", "=", false)
    .where(sql<boolean>`octet_length(body) <= ${MOST_OTHER_BYTES}`)
    .limit(MOST_OTHERS)
    .execute();
  const rows = new Map([...mustHave, ...others].map((row) => [row.callback_id, row]));
  const included = [...rows.values()]
    .sort((a, b) => (a.callback_id < b.callback_id ? -1 : 1))
    .map((row) => ({ ...callbackFromRow(row), body: row.body, headers: row.headers }));
  const own = included.filter((callback) => callback.signatureId === target.signatureId).length;
  return { included, leftOut: Number(counted.count) - own };
};
