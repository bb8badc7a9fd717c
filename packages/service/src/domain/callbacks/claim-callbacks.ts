// Takes callbacks that are due, with their bytes, of which no more are held in memory than fit.
import { type Selectable, sql, type Transaction } from "kysely";
import type { CallbackJournalTable, Schema } from "../../db/schema.ts";

/** Bodies up to this are read with their rows: DigiSigner's have some hundred bytes. */
const SMALL_BYTES = 16 * 1024;
/** Of larger ones that one transaction holds in memory. */
const LARGE_BYTES = 8 * 1024 * 1024;

export type ClaimedCallback = Pick<
  Selectable<CallbackJournalTable>,
  "workspace_id" | "callback_id" | "body" | "sha256" | "attempts"
>;
type Claimed = Omit<ClaimedCallback, "body"> & { size: number; body: Buffer | null };

type What = {
  /** One callback instead of all that are due. */
  only: string | undefined;
  most: number;
};

const claim = (transaction: Transaction<Schema>, now: Date, { only, most }: What): Promise<Claimed[]> => {
  const due = transaction
    .selectFrom("callback_journal")
    .select([
      "workspace_id",
      "callback_id",
      "sha256",
      "attempts",
      sql<number>`octet_length(body)`.as("size"),
      sql<Buffer | null>`case when octet_length(body) <= ${sql.lit(SMALL_BYTES)} then body end`.as("body"),
    ])
    .where("next_attempt_at", "<=", now);
  return (
    only === undefined ? due.orderBy("next_attempt_at").limit(most) : due.where("callback_id", "=", only)
  )
    .forUpdate()
    .skipLocked()
    .execute();
};

/** The claimed ones with their bytes; of large ones as many as fit, and at least one. The others stay due. */
const withBodies = async (
  transaction: Transaction<Schema>,
  claimed: readonly Claimed[],
): Promise<ClaimedCallback[]> => {
  let bytes = 0;
  const large: string[] = [];
  for (const { callback_id: callbackId, body, size } of claimed) {
    if (body !== null) continue;
    bytes += size;
    if (large.length > 0 && bytes > LARGE_BYTES) break;
    large.push(callbackId);
  }
  if (large.length === 0) return claimed.filter((row): row is Claimed & ClaimedCallback => row.body !== null);
  const read = await transaction
    .selectFrom("callback_journal")
    .select(["workspace_id", "callback_id", "body"])
    .where("workspace_id", "in", [...new Set(claimed.map((row) => row.workspace_id))])
    .where("callback_id", "in", large)
    .execute();
  const bodies = new Map(read.map((row) => [`${row.workspace_id}/${row.callback_id}`, row.body]));
  return claimed.flatMap((row) => {
    const body = row.body ?? bodies.get(`${row.workspace_id}/${row.callback_id}`);
    return body === undefined ? [] : [{ ...row, body }];
  });
};

/** Locked until the transaction ends; `claimed` counts also those that were left for the next one. */
export const claimCallbacks = async (
  transaction: Transaction<Schema>,
  now: Date,
  what: What,
): Promise<{ rows: ClaimedCallback[]; claimed: number }> => {
  const claimed = await claim(transaction, now, what);
  return { rows: await withBodies(transaction, claimed), claimed: claimed.length };
};
