// Finds signatures that are due for a look and sees to it that somebody looks: the desk is right without callbacks.
import { type Selectable, sql, type Transaction } from "kysely";
import type { Schema, SignaturesTable } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { expireSignature } from "../close/expire-signature.ts";
import { collectQueue, type SignatureJob, sendQueue, syncQueue, withdrawQueue } from "../queues.ts";
import { isOpen } from "../status.ts";
import { nextSync, unattended } from "../sync/schedule.ts";
import { readOwedAnswers } from "./owed-answers.ts";

export type ReconcileDeps = Pick<Deps, "db" | "clock" | "jobs" | "log" | "settings">;

const BATCH = 200;

type Row = Pick<
  Selectable<SignaturesTable>,
  "workspace_id" | "signature_id" | "status" | "sync_step" | "expires_at"
>;
type Schedule = { next_sync_at: Date | null; sync_step?: number };
/** What a signature gets; looks are collected, since a start makes everything due at once. */
type Attention = Schedule & { look?: true };

const claimDue = (transaction: Transaction<Schema>, deps: ReconcileDeps): Promise<Row[]> =>
  transaction
    .selectFrom("signatures")
    .select(["workspace_id", "signature_id", "status", "sync_step", "expires_at"])
    .where("next_sync_at", "<=", deps.clock.now())
    .where("provider", "=", deps.settings.provider)
    .orderBy("next_sync_at")
    .limit(BATCH)
    .forUpdate()
    .skipLocked()
    .execute();

/** Documents that should have been collected by now. */
const resumeCollecting = async (
  deps: ReconcileDeps,
  transaction: Transaction<Schema>,
  job: SignatureJob,
): Promise<Schedule> => {
  const open = await transaction
    .selectFrom("signature_documents")
    .select("document_id")
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("collection_state", "=", "collecting")
    .execute();
  for (const { document_id: documentId } of open) {
    const singletonKey = `${job.signatureId}/${documentId}`;
    await deps.jobs.enqueue(
      transaction,
      collectQueue,
      { ...job, documentId },
      { singletonKey, unlessTryingAgain: true },
    );
  }
  return { next_sync_at: open.length === 0 ? null : unattended(deps.clock.now()) };
};

/** Documents of a closed signature that should not be at DigiSigner any more. */
const resumeWithdrawing = async (
  deps: ReconcileDeps,
  transaction: Transaction<Schema>,
  job: SignatureJob,
): Promise<Schedule> => {
  const left = await transaction
    .selectFrom("send_uploads")
    .select("digisigner_document_id")
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("state", "<>", "deleted")
    .limit(1)
    .executeTakeFirst();
  if (left === undefined) return { next_sync_at: null };
  await deps.jobs.enqueue(transaction, withdrawQueue, job, {
    singletonKey: job.signatureId,
    unlessTryingAgain: true,
  });
  return { next_sync_at: unattended(deps.clock.now()) };
};

/** What a due signature needs, by its state; a table rather than a rule, so that no state is forgotten. */
const attend = async (
  deps: ReconcileDeps,
  transaction: Transaction<Schema>,
  row: Row,
  isOwed: boolean,
): Promise<Attention> => {
  const job = { workspaceId: row.workspace_id, signatureId: row.signature_id };
  const options = { singletonKey: job.signatureId, unlessTryingAgain: true };
  const now = deps.clock.now();
  // While a callback is unanswered, because DigiSigner cannot be reached, the looks do not become rare.
  const step = isOwed ? Math.min(row.sync_step, 1) : row.sync_step;
  const look = (): Attention => ({ ...nextSync({ now, step, expiresAt: row.expires_at }), look: true });
  // It is closed right after this; should that fail, soon again.
  if (isOpen(row.status) && row.expires_at <= now) return { next_sync_at: unattended(now) };
  switch (row.status) {
    case "sending":
      await deps.jobs.enqueue(transaction, sendQueue, job, options);
      return { next_sync_at: unattended(now) };
    case "pending":
    case "in_progress":
      return look();
    case "completed":
      return resumeCollecting(deps, transaction, job);
    case "declined":
    case "expired":
    case "cancelled":
    case "failed": {
      const withdrawing = await resumeWithdrawing(deps, transaction, job);
      return isOwed ? look() : withdrawing;
    }
  }
};

/** One statement for all: a start makes every signature due, and their rows are locked meanwhile. */
const reschedule = async (
  transaction: Transaction<Schema>,
  attended: readonly { row: Row; attention: Attention }[],
): Promise<void> => {
  if (attended.length === 0) return;
  const rows = attended.map(({ row, attention }) => ({
    w: row.workspace_id,
    s: row.signature_id,
    at: attention.next_sync_at,
    step: attention.sync_step ?? row.sync_step,
  }));
  await sql`
    update signatures s set next_sync_at = t.at, sync_step = t.step
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(w text, s text, at timestamptz, step integer)
    where s.workspace_id = t.w and s.signature_id = t.s`.execute(transaction);
};

/**
 * One round over at most 200 signatures; true when there may be more. Each claimed one gets its next due time in the same
 * transaction as its job, so that no crash can leave one behind; several processes share the work.
 */
export const reconcileDue = async (deps: ReconcileDeps): Promise<boolean> => {
  const claimed = await deps.db.transaction().execute(async (transaction) => {
    const claimedRows = await claimDue(transaction, deps);
    // In the order of the journal's drain, which enqueues the same jobs.
    const rows = claimedRows.sort((a, b) => (a.signature_id < b.signature_id ? -1 : 1));
    const owed = await readOwedAnswers(transaction, rows);
    const attended = [];
    for (const row of rows) {
      attended.push({ row, attention: await attend(deps, transaction, row, owed.has(row.signature_id)) });
    }
    await deps.jobs.enqueueAll(
      transaction,
      syncQueue,
      attended
        .filter(({ attention }) => attention.look)
        .map(({ row: { workspace_id: workspaceId, signature_id: signatureId } }) => ({
          payload: { workspaceId, signatureId, trigger: "schedule" as const },
          singletonKey: signatureId,
        })),
    );
    await reschedule(transaction, attended);
    return rows;
  });
  const now = deps.clock.now();
  let expired = 0;
  for (const row of claimed) {
    if (!isOpen(row.status) || row.expires_at > now) continue;
    // The withdrawal that follows reads the truth first, so a completion in the last minute still wins.
    const job = { workspaceId: row.workspace_id, signatureId: row.signature_id };
    try {
      if (await expireSignature(deps, job)) expired += 1;
    } catch (error) {
      // The others' time is over as well.
      deps.log.error({ err: error, signatureId: job.signatureId }, "signature not expired, tried again soon");
    }
  }
  if (claimed.length > 0) deps.log.debug({ due: claimed.length, expired }, "reconciler round");
  return claimed.length === BATCH;
};
