// Knows for which signatures a further callback can wait, because a look was just taken in vain or is about to be taken.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Settled } from "./settle.ts";

/**
 * Ids of signatures whose truth was read since without finding anything new, or for which a callback was processed since
 * and no reading has ended yet. What a callback claims does not matter: a liar never runs out of claims. But after a
 * reading that found news the next callback is followed up at once: signers may follow each other quickly, and lies bring
 * no news.
 */
export const readRecentlyRung = async (
  transaction: Transaction<Schema>,
  settled: readonly Settled[],
  since: Date,
): Promise<Set<string | null>> => {
  const signatureIds = [...new Set(settled.flatMap((one) => one.signatureIds))];
  if (signatureIds.length === 0) return new Set();
  const rows = await transaction
    .selectFrom("signatures")
    .select("signature_id")
    .where("workspace_id", "in", [...new Set(settled.map((one) => one.workspaceId))])
    .where("signature_id", "=", sql<string>`any(${signatureIds}::text[])`)
    .where(
      sql<boolean>`(
        (last_synced_at > ${since} and updated_at < last_synced_at)
        or exists (
          select 1 from callback_journal j
          where j.workspace_id = signatures.workspace_id and j.signature_id = signatures.signature_id
            and j.processed_at > greatest(${since}, coalesce(signatures.last_synced_at, '-infinity'))
        )
      )`,
    )
    .execute();
  return new Set(rows.map((row) => row.signature_id));
};
