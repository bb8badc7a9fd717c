// Writes confirmed news into a signature: who signed, the new state, the audit entries and the jobs that follow.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { queueCompletionMails } from "../../mails/queue-mails.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import type { NewTimelineEntry } from "../../timeline/entry.ts";
import { collectQueue, type SignatureJob, type SyncTrigger } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { isOpen, next } from "../status.ts";
import { type Bell, type Bells, readBells } from "./bells.ts";
import { nextSync, unattended } from "./schedule.ts";
import type { News, Share } from "./truth.ts";

type ApplyDeps = Pick<Deps, "clock" | "jobs">;

/** Whatever is news now happened after the one and before the other, as far as we have seen it ourselves. */
type Window = { unsignedAt: Date; now: Date };

/**
 * A callback's time is a claim: kept when it lies between the last reading that showed nothing and the callback's arrival,
 * else the moment we learnt of it. So a lie can be wrong by the time between two readings, and by no more.
 */
const moment = (bell: Bell | undefined, { unsignedAt, now }: Window): Date => {
  const said = bell?.eventTime;
  return said && said > unsignedAt && said <= bell.receivedAt ? said : now;
};

/** What a timeline entry says beside the moment: between which looks of ours it lies, and what the callback claimed. */
const known = (bell: Bell | undefined, { unsignedAt, now }: Window) => ({
  not_before: unsignedAt.toISOString(),
  confirmed_at: now.toISOString(),
  ...(bell?.eventTime ? { claimed_at: bell.eventTime.toISOString() } : {}),
});

const nameOf = (signature: Signature, { signerId, email }: Share): string => {
  const name = signature.signers.find((signer) => signer.signerId === signerId)?.name;
  return name ? `${name} (${email})` : email;
};

const storeShares = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  shares: readonly (Share & { signedAt: Date })[],
): Promise<void> => {
  for (const share of shares) {
    await transaction
      .updateTable("signer_documents")
      .set({ status: "signed", signed_at: share.signedAt })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("signer_id", "=", share.signerId)
      .where("document_id", "=", share.documentId)
      .execute();
  }
};

const signedEntry = (
  signature: Signature,
  share: Share & { signedAt: Date },
  bell: Bell | undefined,
  window: Window,
): NewTimelineEntry => {
  const title = signature.documents.find((one) => one.documentId === share.documentId)?.title;
  return {
    kind: "signer_signed",
    source: "digisigner_api",
    actor: "digisigner",
    summary: `${nameOf(signature, share)} signed ${title ?? share.documentId}`,
    data: {
      signer_id: share.signerId,
      email: share.email,
      document_id: share.documentId,
      signed_at: share.signedAt.toISOString(),
      ...known(bell, window),
    },
    callbackId: bell?.callbackId ?? null,
  };
};

const completedEntry = (signature: Signature, bell: Bell | undefined, window: Window): NewTimelineEntry => ({
  kind: "completed",
  source: "digisigner_api",
  actor: "digisigner",
  summary: isOpen(signature.status)
    ? "Everybody has signed"
    : `Everybody had signed before the signature was ${signature.status} here; the completion counts`,
  data: { status_before: signature.status, ...known(bell, window) },
  callbackId: bell?.callbackId ?? null,
});

const complete = async (
  deps: ApplyDeps,
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
): Promise<void> => {
  await transaction
    .updateTable("signature_documents")
    .set({ collection_state: "collecting" })
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("collection_state", "=", "waiting")
    .execute();
  for (const { documentId } of signature.documents) {
    await deps.jobs.enqueue(
      transaction,
      collectQueue,
      { ...job, documentId },
      { singletonKey: `${job.signatureId}/${documentId}` },
    );
  }
};

/** What changed, for logs and for counting what no callback had told. */
export type Applied = { signed: number; completed: boolean; untold: number };

/** The reading whose news is applied. */
export type Look = {
  /** When it was asked for. */
  began: Date;
  /** Looks without news before it. */
  step: number;
};

const isTold = (share: Share, bells: Bells): boolean =>
  (bells.signed(share.email, share.documentId) ?? bells.completed) !== undefined;

/**
 * Applies news to a signature whose row the caller holds locked. Without news only the time of the look is noted, and no
 * audit entry is written.
 */
export const applyNews = async (
  deps: ApplyDeps,
  transaction: Transaction<Schema>,
  job: SignatureJob & { trigger: SyncTrigger },
  signature: Signature,
  look: Look,
  news: News,
): Promise<Applied> => {
  const target = { workspaceId: job.workspaceId, signatureId: job.signatureId };
  const now = deps.clock.now();
  const isCompletedNow = news.isCompleted && signature.status !== "completed";
  const hasNews = news.signed.length > 0 || isCompletedNow;
  const window = { unsignedAt: signature.lastSyncedAt ?? signature.requestedAt, now };
  const bells = hasNews
    ? await readBells(transaction, target, signature, { shares: news.signed, unsignedAt: window.unsignedAt })
    : undefined;
  const signed = news.signed.map((share) => ({
    ...share,
    signedAt: moment(bells?.signed(share.email, share.documentId), window),
  }));
  await storeShares(transaction, target, signed);

  let status = signature.status;
  if (signed.length > 0) status = next(status, "signed");
  if (news.isCompleted) status = next(status, "completed");
  if (isCompletedNow) {
    await complete(deps, transaction, target, signature);
    await queueCompletionMails(deps, transaction, signature);
  }
  const untold = bells === undefined ? 0 : news.signed.filter((share) => !isTold(share, bells)).length;
  const lastSigned = Math.max(0, ...signed.map(({ signedAt }) => signedAt.getTime()));
  const completedAt = new Date(Math.max(moment(bells?.completed, window).getTime(), lastSigned));
  const restart = hasNews || job.trigger === "callback";
  // The reconciler has set the next time already; a second step for the same look would skip a wait.
  const isRescheduled = restart || job.trigger !== "schedule";
  await transaction
    .updateTable("signatures")
    .set({
      status,
      // When it was asked for: what happened since may be missing from the answer. Two readings may end in another order
      // than they began.
      last_synced_at: sql<Date>`greatest(last_synced_at, ${look.began}::timestamptz)`,
      failure: null,
      ...(isOpen(status) && isRescheduled
        ? nextSync({ now, step: restart ? 0 : look.step, expiresAt: signature.expiresAt })
        : {}),
      ...(isCompletedNow ? { next_sync_at: unattended(now) } : {}),
      ...(isCompletedNow ? { completed_at: completedAt, closed_at: completedAt, closed_reason: null } : {}),
      ...(hasNews ? { updated_at: now, missed_callbacks: signature.missedCallbacks + untold } : {}),
    })
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .execute();
  if (untold > 0) {
    await transaction
      .insertInto("repairs")
      .values({ workspace_id: target.workspaceId, signature_id: target.signatureId, at: now, count: untold })
      .execute();
  }
  await appendEntries(transaction, { ...target, at: now }, [
    ...signed.map((share) =>
      signedEntry(signature, share, bells?.signed(share.email, share.documentId), window),
    ),
    ...(isCompletedNow ? [completedEntry(signature, bells?.completed, window)] : []),
  ]);
  return { signed: signed.length, completed: isCompletedNow, untold };
};
