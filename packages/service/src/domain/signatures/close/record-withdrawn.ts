// Records what of a closed signature was deleted at DigiSigner, and whether a completed contract was among it.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import { readUploads } from "../send/uploads.ts";

const VOIDED = "The documents were deleted at DigiSigner, which voids the invitations";
const TOO_LATE =
  "The last signature came while the documents were being deleted at DigiSigner: ask the signers for the copies that they may have";

/** Of the live request; what overtaken runs had uploaded was never part of it. */
const countGone = async (
  transaction: Transaction<Schema>,
  job: SignatureJob,
  documents: number,
): Promise<number> => documents - (await readUploads(transaction, job, "sent")).length;

const countDeleted = async (transaction: Transaction<Schema>, job: SignatureJob): Promise<number> => {
  const own = { workspace_id: job.workspaceId, signature_id: job.signatureId };
  const closed = transaction
    .selectFrom("timeline")
    .select("at")
    .where((where) => where.and(own))
    .where("kind", "in", ["cancelled", "declined", "expired", "failed"])
    .limit(1);
  const deleted = await transaction
    .selectFrom("send_uploads")
    .select("digisigner_document_id")
    .where((where) => where.and(own))
    .where("deleted_at", ">=", closed)
    .execute();
  return deleted.length;
};

const isRecorded = async (transaction: Transaction<Schema>, job: SignatureJob): Promise<boolean> => {
  const entry = await transaction
    .selectFrom("timeline")
    .select("sequence")
    .where("workspace_id", "=", job.workspaceId)
    .where("signature_id", "=", job.signatureId)
    .where("kind", "=", "withdrawn")
    .executeTakeFirst();
  return entry !== undefined;
};

/** Once, whatever was interrupted and repeated: the register of uploads remembers it until then. */
export const recordWithdrawn = (deps: Pick<Deps, "db" | "clock">, job: SignatureJob): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const signature = await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    if (await isRecorded(transaction, job)) return;
    const isCompleted = signature.status === "completed";
    const deleted = isCompleted
      ? await countGone(transaction, job, signature.documents.length)
      : await countDeleted(transaction, job);
    if (deleted === 0) return;
    await appendEntries(transaction, { ...job, at: deps.clock.now() }, [
      {
        kind: "withdrawn",
        source: "desk",
        actor: "desk",
        summary: isCompleted ? TOO_LATE : VOIDED,
        data: { deleted_documents: deleted, completed: isCompleted },
      },
    ]);
  });
