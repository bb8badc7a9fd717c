// Knows which signatures a callback rang for that no reading of the truth has answered since.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";

/** Ids; only signatures that DigiSigner has a request of can be read at all. */
export const readOwedAnswers = async (
  transaction: Transaction<Schema>,
  rows: readonly { workspace_id: string; signature_id: string }[],
): Promise<Set<string>> => {
  if (rows.length === 0) return new Set();
  const owed = await transaction
    .selectFrom("signatures as s")
    .select("s.signature_id")
    .where("s.workspace_id", "in", [...new Set(rows.map((row) => row.workspace_id))])
    .where(
      "s.signature_id",
      "in",
      rows.map((row) => row.signature_id),
    )
    .where("s.digisigner_request_id", "is not", null)
    .where(
      sql<boolean>`exists (
        select 1 from callback_journal j
        where j.workspace_id = s.workspace_id and j.signature_id = s.signature_id
          and j.processed_at > coalesce(s.last_synced_at, '-infinity')
      )`,
    )
    .execute();
  return new Set(owed.map((row) => row.signature_id));
};
