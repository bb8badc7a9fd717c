// Records what DigiSigner answered to the create call: ids, and the signing links in encrypted form.
import type { SignatureRequest } from "@creditnexus/digisigner";
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { sameEmail } from "../create-input.ts";
import { secretContext } from "../links.ts";
import type { SignatureJob } from "../queues.ts";
import { withdrawQueue } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { next } from "../status.ts";
import { nextSync } from "../sync/schedule.ts";
import { mayRecord } from "./attempt.ts";
import { condemnThese, moveUploads, type Upload } from "./uploads.ts";

type RecordDeps = Pick<Deps, "db" | "clock" | "vault" | "jobs">;

const keyOf = ({ workspaceId, signatureId }: SignatureJob) => ({ workspaceId, signatureId });

const storeLinks = async (
  deps: RecordDeps,
  transaction: Transaction<Schema>,
  job: SignatureJob,
  signature: Signature,
  answer: SignatureRequest,
): Promise<void> => {
  for (const [index, document] of signature.documents.entries()) {
    // The order of the answer is the order of the request; the id may be another one in a bundle.
    const sent = answer.documents[index];
    if (sent === undefined) continue;
    await transaction
      .updateTable("signature_documents")
      .set({ digisigner_document_id: sent.documentId })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .where("document_id", "=", document.documentId)
      .execute();
    for (const { email, signDocumentUrl } of sent.signers) {
      const signer = signature.signers.find((one) => sameEmail(one.email) === sameEmail(email));
      if (signer === undefined || signDocumentUrl === undefined) continue;
      const context = secretContext("link", keyOf(job), signer.signerId, document.documentId);
      await transaction
        .updateTable("signer_documents")
        .set({
          sign_document_url_encrypted: deps.vault.seal(signDocumentUrl, context),
          // DigiSigner asks for it from now on.
          access_code_encrypted: null,
        })
        .where("workspace_id", "=", job.workspaceId)
        .where("signature_id", "=", job.signatureId)
        .where("signer_id", "=", signer.signerId)
        .where("document_id", "=", document.documentId)
        .execute();
    }
  }
};

/** Events that arrived before we knew the ids are looked at again. */
const wakeUnmatched = async (
  transaction: Transaction<Schema>,
  workspaceId: string,
  requestId: string,
  at: Date,
): Promise<void> => {
  await transaction
    .updateTable("callback_journal")
    .set({ outcome: "received", next_attempt_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("outcome", "=", "unmatched")
    .where("digisigner_request_id", "=", requestId)
    .execute();
};

/**
 * Makes the answer ours. False when another run has taken over in the meantime, or when what was sent is to be deleted: then
 * the request that was just created must not live, and a job sees to it.
 */
export const recordSent = (
  deps: RecordDeps,
  job: SignatureJob,
  attempt: number,
  sent: { signature: Signature; uploads: readonly Upload[] },
  answer: SignatureRequest,
): Promise<boolean> =>
  deps.db.transaction().execute(async (transaction) => {
    const { signature, uploads } = sent;
    const isOurs = await mayRecord(transaction, job, attempt);
    if (!isOurs || !(await moveUploads(transaction, job, uploads, "offered", "sent"))) {
      await condemnThese(transaction, job, uploads);
      await deps.jobs.enqueue(transaction, withdrawQueue, keyOf(job), { singletonKey: job.signatureId });
      return false;
    }
    const now = deps.clock.now();
    const { status } = await transaction
      .selectFrom("signatures")
      .select("status")
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .executeTakeFirstOrThrow();
    await storeLinks(deps, transaction, job, signature, answer);
    const isStillWanted = status === "sending";
    await transaction
      .updateTable("signatures")
      .set({
        digisigner_request_id: answer.signatureRequestId,
        send_state: "sent",
        sent_at: now,
        status: next(status, "sent"),
        failure: null,
        updated_at: now,
        ...(isStillWanted ? nextSync({ now, step: 0, expiresAt: signature.expiresAt }) : {}),
      })
      .where("workspace_id", "=", job.workspaceId)
      .where("signature_id", "=", job.signatureId)
      .execute();
    await appendEntries(transaction, { ...keyOf(job), at: now }, [
      {
        kind: "sent",
        source: "digisigner_api",
        actor: "desk",
        summary: `DigiSigner accepted the request and invites the signers`,
        data: {
          digisigner_request_id: answer.signatureRequestId,
          digisigner_document_ids: answer.documents.map((document) => document.documentId),
          attempt,
        },
      },
    ]);
    if (!isStillWanted) {
      await deps.jobs.enqueue(transaction, withdrawQueue, keyOf(job), { singletonKey: job.signatureId });
    }
    await wakeUnmatched(transaction, job.workspaceId, answer.signatureRequestId, now);
    return true;
  });
