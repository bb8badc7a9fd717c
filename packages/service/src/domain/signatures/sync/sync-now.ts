// Reads the truth because a person asks for it, and takes up again what had stopped.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Actor } from "../../actor.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import { collectQueue, sendQueue } from "../queues.ts";
import { isHandedOn, type Signature } from "../signature.ts";
import { syncSignature } from "./sync-signature.ts";

type SyncNowDeps = Pick<Deps, "db" | "clock" | "jobs" | "digisigner" | "log" | "settings">;

/** What was taken up again: the send, or the collection of these documents. */
type Retried = { send?: true; collect?: string[] };

/** A signature that could not be sent is sent again; a signed document that could not be fetched, or did not pass, is fetched again. */
const resume = async (
  deps: SyncNowDeps,
  transaction: Transaction<Schema>,
  signature: Signature,
): Promise<Retried> => {
  const job = { workspaceId: signature.workspaceId, signatureId: signature.signatureId };
  if (signature.status === "sending" && signature.failure !== null) {
    await deps.jobs.enqueue(transaction, sendQueue, job, { singletonKey: job.signatureId });
    return { send: true };
  }
  if (signature.status !== "completed") return {};
  const collect: string[] = [];
  for (const document of signature.documents) {
    if (isHandedOn(document)) continue;
    const { documentId } = document;
    await deps.jobs.enqueue(
      transaction,
      collectQueue,
      { ...job, documentId },
      { singletonKey: `${job.signatureId}/${documentId}` },
    );
    collect.push(documentId);
  }
  return collect.length > 0 ? { collect } : {};
};

/** @throws NotFoundError; DigiSignerError when DigiSigner cannot be asked. */
export const syncNow = async (deps: SyncNowDeps, actor: Actor, signatureId: string): Promise<Signature> => {
  const signature = await loadSignature(deps.db, actor.workspaceId, signatureId);
  await syncSignature(deps, { workspaceId: actor.workspaceId, signatureId, trigger: "person" });
  return deps.db.transaction().execute(async (transaction) => {
    const retried = await resume(deps, transaction, signature);
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "signature.synced",
      subject: { type: "signature", id: signatureId },
      details: { title: signature.title, retried },
    });
    return loadSignature(transaction, actor.workspaceId, signatureId);
  });
};
