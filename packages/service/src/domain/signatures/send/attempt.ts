// The recorded steps of sending: who may act, what was uploaded, and what a create call may have reached DigiSigner with.
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { type SignatureJob, withdrawQueue } from "../queues.ts";
import { unattended } from "../sync/schedule.ts";
import { condemn, insertUpload, moveUploads, type Upload } from "./uploads.ts";

type StepDeps = Pick<Deps, "db" | "clock">;

/** What a run of the send job finds when it starts. */
export type Attempt =
  | { todo: "nothing" }
  /** Closed before it was sent: whatever was uploaded has to go. */
  | { todo: "clean_up" }
  /** The time to sign ran out before it was sent. */
  | { todo: "expire" }
  | { todo: "send"; number: number };

const lockRow = (transaction: Transaction<Schema>, { workspaceId, signatureId }: SignatureJob) =>
  transaction
    .selectFrom("signatures")
    .select(["status", "provider", "send_attempt", "digisigner_request_id", "expires_at"])
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId)
    .forUpdate()
    .executeTakeFirst();

const update = (db: Kysely<Schema>, { workspaceId, signatureId }: SignatureJob) =>
  db
    .updateTable("signatures")
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId);

/**
 * Takes the next fencing number; from now on a run that still holds an older one can write nothing. What such a run has
 * offered to DigiSigner may be live there, whatever happened to the run since: it is condemned, and this run has to delete
 * it before it sends.
 */
export const beginAttempt = (deps: StepDeps & Pick<Deps, "settings">, job: SignatureJob): Promise<Attempt> =>
  deps.db.transaction().execute(async (transaction) => {
    const row = await lockRow(transaction, job);
    if (row === undefined || row.digisigner_request_id !== null) return { todo: "nothing" };
    // What was asked for in the sandbox is not sent to the real DigiSigner, nor the other way round.
    if (row.provider !== deps.settings.provider) return { todo: "nothing" };
    if (row.status !== "sending") {
      await condemn(transaction, job, ["uploaded", "offered"]);
      return { todo: "clean_up" };
    }
    const now = deps.clock.now();
    if (row.expires_at <= now) return { todo: "expire" };
    const number = row.send_attempt + 1;
    const undone = await condemn(transaction, job, ["offered"]);
    await update(transaction, job)
      .set({
        send_attempt: number,
        send_state: "uploading",
        failure: null,
        next_sync_at: unattended(now),
        updated_at: now,
      })
      .execute();
    if (undone > 0) {
      await appendEntries(transaction, { ...job, at: now }, [
        {
          kind: "send_undone",
          source: "desk",
          actor: "desk",
          summary:
            "The outcome of the last attempt to send is unknown, so its documents are deleted at DigiSigner before sending again",
          data: { attempt: number, deleted_documents: undone },
        },
      ]);
    }
    return { todo: "send", number };
  });

/** Inside a transaction, locking the row: whether this run may still go on to send. */
export const maySend = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  number: number,
): Promise<boolean> => {
  const row = await lockRow(transaction, job);
  return row?.send_attempt === number && row.digisigner_request_id === null && row.status === "sending";
};

/** Inside a transaction, locking the row: whether the answer is this run's to record, also when it was closed meanwhile. */
export const mayRecord = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  number: number,
): Promise<boolean> => {
  const row = await lockRow(transaction, job);
  return row?.send_attempt === number && row.digisigner_request_id === null;
};

/** Recorded in any case, so that it can be deleted; true when this run may go on to use it. */
export const recordUpload = (
  deps: StepDeps & Pick<Deps, "jobs">,
  job: SignatureJob,
  number: number,
  upload: Upload,
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const isWanted = await maySend(transaction, job, number);
    const state = isWanted ? "uploaded" : "condemned";
    await insertUpload(transaction, job, { ...upload, attempt: number, state, at: deps.clock.now() });
    if (!isWanted) {
      await deps.jobs.enqueue(transaction, withdrawQueue, job, { singletonKey: job.signatureId });
      return false;
    }
    // Known from here on, since an event about this document can arrive before the create call has answered.
    await transaction
      .updateTable("signature_documents")
      .set({ digisigner_document_id: upload.digisignerDocumentId })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("document_id", "=", upload.documentId)
      .execute();
    return true;
  });

/** Right before the create call; false when a newer run, or a cancellation, came in between. */
export const offer = (
  deps: StepDeps,
  job: SignatureJob,
  number: number,
  uploads: readonly Upload[],
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    if (!(await maySend(transaction, job, number))) return false;
    await update(transaction, job).set({ send_state: "creating", updated_at: deps.clock.now() }).execute();
    if (await moveUploads(transaction, job, uploads, "uploaded", "offered")) return true;
    throw new Error(`an upload of ${job.signatureId} was taken away from the run that sends`);
  });

/** The create call is known to have had no effect: what was offered can be used again. */
export const takeBack = (
  deps: StepDeps,
  job: SignatureJob,
  number: number,
  uploads: readonly Upload[],
): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    if (!(await maySend(transaction, job, number))) return;
    await update(transaction, job).set({ send_state: "uploading", updated_at: deps.clock.now() }).execute();
    await moveUploads(transaction, job, uploads, "offered", "uploaded");
  });

/** DigiSigner does not know the documents: the next attempt uploads them anew. */
export const startOver = (deps: StepDeps, job: SignatureJob, number: number): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    if (await maySend(transaction, job, number)) await condemn(transaction, job, ["uploaded", "offered"]);
  });
