// Makes signatures due for a look because a callback rang: what was acknowledged is followed up even when every try of the
// job that was enqueued for it fails.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";

/** Longer than a look takes that nothing stands in the way of. */
const AT_THE_LATEST_MS = 120_000;

/**
 * Closed signatures too: what DigiSigner reports as completed wins over our own decision. One that is being sent has its look
 * ahead, and after a completion there is nothing left to learn. Rows that are due soon anyway stay untouched, so that a storm
 * of callbacks costs few writes. To be called before jobs are enqueued: the order of locks is row, then job.
 */
export const ringSignatures = async (
  transaction: Transaction<Schema>,
  now: Date,
  wanted: ReadonlyMap<string, string>,
): Promise<void> => {
  if (wanted.size === 0) return;
  const soon = new Date(now.getTime() + AT_THE_LATEST_MS);
  await sql`
    with rung as (
      select workspace_id, signature_id from signatures
      where (workspace_id, signature_id) in (
          select * from unnest(${[...wanted.values()]}::text[], ${[...wanted.keys()]}::text[])
        )
        and status not in ('sending', 'completed')
        and (next_sync_at is null or next_sync_at > ${soon} or sync_step > 1)
      order by workspace_id, signature_id
      for update
    )
    update signatures s set next_sync_at = least(s.next_sync_at, ${soon}), sync_step = 0
    from rung where s.workspace_id = rung.workspace_id and s.signature_id = rung.signature_id`.execute(
    transaction,
  );
};
