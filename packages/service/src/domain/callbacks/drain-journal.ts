// Works through the journal: whom does each callback concern, and does somebody already look there?
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Deps } from "../deps.ts";
import { syncQueue } from "../signatures/queues.ts";
import { type ClaimedCallback, claimCallbacks } from "./claim-callbacks.ts";
import { readHint } from "./hint.ts";
import { type Matches, matchHints } from "./match-hints.ts";
import { isOfOneCallback, isPoison } from "./poison.ts";
import { readRecentlyRung } from "./recently-rung.ts";
import { ringSignatures } from "./ring-signatures.ts";
import { type Settled, settle } from "./settle.ts";

type DrainDeps = Pick<Deps, "db" | "clock" | "jobs" | "log">;

/** Callbacks of one transaction. A run that gets fewer has worked off what was there. */
export const BATCH = 500;

/**
 * How long further callbacks about the same signature wait: a storm costs one reading of the truth in this time, whatever
 * it claims.
 */
const CALM_MS = 5_000;

/**
 * Equal bodies arrived before, or stand before it in this batch. A look into the index for each: as a join over the whole
 * batch, or with the order of arrival inside of it, the database reads the whole journal.
 */
const findDuplicates = async (
  transaction: Transaction<Schema>,
  rows: readonly ClaimedCallback[],
): Promise<Set<string>> => {
  const workspaceIds = rows.map((row) => row.workspace_id);
  const callbackIds = rows.map((row) => row.callback_id);
  const hashes = rows.map((row) => row.sha256);
  const found = await sql<{ callback_id: string; is_duplicate: boolean }>`
    select t.c as callback_id, exists (
      select 1 from (
        select j.workspace_id, j.callback_id from callback_journal j
        where left(j.sha256, 12) = left(t.s, 12) and j.sha256 = t.s
        offset 0
      ) same
      where same.workspace_id = t.w and same.callback_id < t.c
    ) as is_duplicate
    from unnest(${workspaceIds}::text[], ${callbackIds}::text[], ${hashes}::text[]) as t(w, c, s)`.execute(
    transaction,
  );
  return new Set(found.rows.filter((row) => row.is_duplicate).map((row) => row.callback_id));
};

const enqueueSyncs = async (
  deps: DrainDeps,
  transaction: Transaction<Schema>,
  settled: readonly Settled[],
): Promise<number> => {
  const now = deps.clock.now();
  const recent = await readRecentlyRung(transaction, settled, new Date(now.getTime() - CALM_MS));
  const wanted = new Map<string, string>();
  for (const { workspaceId, signatureIds } of settled) {
    for (const signatureId of signatureIds) wanted.set(signatureId, workspaceId);
  }
  await ringSignatures(transaction, now, wanted);
  // In the reconciler's order, so that neither waits for a job of the other while it holds what the other waits for.
  await deps.jobs.enqueueAll(
    transaction,
    syncQueue,
    [...wanted].sort().map(([signatureId, workspaceId]) => ({
      payload: { workspaceId, signatureId, trigger: "callback" as const },
      ...(recent.has(signatureId)
        ? { singletonKey: `${signatureId}/calm`, startAfter: new Date(now.getTime() + CALM_MS) }
        : { singletonKey: signatureId, priority: 1 }),
    })),
  );
  return wanted.size;
};

const settleRow = (row: ClaimedCallback, matches: Matches, duplicates: ReadonlySet<string>): Settled => {
  const hint = readHint(row.body);
  const base = {
    workspaceId: row.workspace_id,
    callbackId: row.callback_id,
    attempts: row.attempts + 1,
    isDuplicate: duplicates.has(row.callback_id),
  };
  if ("reason" in hint)
    return { ...base, hint: undefined, signatureIds: [], outcome: "dead", detail: hint.reason };
  const isKnownType = hint.requestId !== null || hint.documentIds.length > 0;
  if (!isKnownType) {
    const detail = `Events of type ${hint.eventType} are kept and not acted on`;
    return { ...base, hint, signatureIds: [], outcome: "ignored", detail };
  }
  const signatureIds = matches.find(row.workspace_id, hint);
  if (signatureIds.length > 0) return { ...base, hint, signatureIds, outcome: "processed", detail: null };
  const detail = "No signature here has this request or document";
  return { ...base, hint, signatureIds, outcome: "unmatched", detail };
};

const drainBatch = (deps: DrainDeps, only?: string): Promise<number> =>
  deps.db.transaction().execute(async (transaction) => {
    const { rows, claimed } = await claimCallbacks(transaction, deps.clock.now(), { only, most: BATCH });
    if (claimed === 0) return 0;
    const matches = await matchHints(transaction, rows);
    const duplicates = await findDuplicates(transaction, rows);
    const settled = rows.map((row) => settleRow(row, matches, duplicates));
    const syncs = await enqueueSyncs(deps, transaction, settled);
    await settle(transaction, settled, deps.clock.now());
    deps.log.debug({ callbacks: rows.length, syncs }, "journal drained");
    return claimed;
  });

const bury = async (deps: DrainDeps, callbackId: string, cause: Error): Promise<void> => {
  deps.log.error({ err: cause, callbackId }, "callback could not be processed");
  await deps.db
    .updateTable("callback_journal")
    .set({
      outcome: "dead",
      outcome_detail: cause.message,
      next_attempt_at: null,
      processed_at: deps.clock.now(),
    })
    .where("callback_id", "=", callbackId)
    .where("next_attempt_at", "is not", null)
    .execute();
};

/**
 * After a batch failed: each on its own, so that the poisonous one is found and holds up no other. What fails for another
 * reason stays due, and the first such reason is thrown when the others are through.
 */
const drainOneByOne = async (deps: DrainDeps): Promise<number> => {
  const due = await deps.db
    .selectFrom("callback_journal")
    .select("callback_id")
    .where("next_attempt_at", "<=", deps.clock.now())
    .orderBy("next_attempt_at")
    .limit(BATCH)
    .execute();
  const left: unknown[] = [];
  for (const { callback_id: callbackId } of due) {
    await drainBatch(deps, callbackId).catch((error: unknown) => {
      if (isPoison(error)) return bury(deps, callbackId, error);
      if (!isOfOneCallback(error)) throw error;
      left.push(error);
      return undefined;
    });
  }
  if (left.length > 0) throw left[0];
  return due.length;
};

/**
 * One batch: every claimed callback gets its outcome, and every signature concerned at most one sync, in one transaction.
 * Resolves to the number of callbacks; several processes share the work.
 */
export const drainJournal = (deps: DrainDeps): Promise<number> =>
  drainBatch(deps).catch((error: unknown) => {
    if (!isOfOneCallback(error)) throw error;
    return drainOneByOne(deps);
  });
