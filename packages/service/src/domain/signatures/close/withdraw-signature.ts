// Voids a closed signature at DigiSigner: its documents are deleted there, unless everybody has signed after all.
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import { deleteCondemned, deleteUpload } from "../send/delete-condemned.ts";
import { condemn, readUploads, type Upload } from "../send/uploads.ts";
import type { Signature } from "../signature.ts";
import { isOpen } from "../status.ts";
import { syncSignature } from "../sync/sync-signature.ts";
import { recordWithdrawn } from "./record-withdrawn.ts";

type WithdrawDeps = Pick<Deps, "db" | "clock" | "jobs" | "digisigner" | "log" | "settings">;

/** Uploads that no request was recorded for are in nobody's hands once the signature is closed. */
const condemnUnsent = (deps: WithdrawDeps, job: SignatureJob): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const { status } = await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    if (!isOpen(status) && status !== "completed") await condemn(transaction, job, ["uploaded", "offered"]);
  });

/** What DigiSigner says at this moment, recorded. */
const readTruth = async (
  deps: WithdrawDeps,
  job: SignatureJob,
  signal: AbortSignal | undefined,
): Promise<Signature> => {
  await syncSignature(deps, { ...job, trigger: "schedule" }, signal);
  return loadSignature(deps.db, job.workspaceId, job.signatureId);
};

/** Once a document that somebody has yet to sign is gone, the request can be completed no more: that one goes first. */
const chooseFirst = (signature: Signature, uploads: readonly Upload[]): Upload | undefined => {
  const isUnsigned = ({ documentId }: Upload): boolean =>
    signature.signers.some((signer) =>
      signer.documents.some((share) => share.documentId === documentId && share.status === "pending"),
    );
  return uploads.find(isUnsigned) ?? uploads[0];
};

/**
 * The truth is read right before each deletion, also before one that is tried again, and once more after the last: a completed
 * contract must not be destroyed, and when it was after all, that must be known (decision 8).
 */
const voidRequest = async (
  deps: WithdrawDeps,
  job: SignatureJob,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (;;) {
    const signature = await readTruth(deps, job, signal);
    if (signature.status === "completed") return;
    const upload = chooseFirst(signature, await readUploads(deps.db, job, "sent"));
    if (upload === undefined) return;
    await deleteUpload(deps, job, upload, signal);
  }
};

/** Safe to repeat. What overtaken runs of sending left is deleted too, whatever became of the signature. */
export const withdrawSignature = async (
  deps: WithdrawDeps,
  job: SignatureJob,
  signal?: AbortSignal,
): Promise<void> => {
  const { provider, status } = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  if (provider !== deps.settings.provider) return;
  await condemnUnsent(deps, job);
  await deleteCondemned(deps, job, signal);
  if (isOpen(status)) return;
  if (status !== "completed") await voidRequest(deps, job, signal);
  await recordWithdrawn(deps, job);
};
