// Voids a closed signature at DigiSigner: its documents are deleted there, unless everybody has signed after all.
import { NotFoundError as ProviderNotFound } from "@creditnexus/digisigner";
import type { Deps } from "../../deps.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import { deleteUploads } from "../send/delete-uploads.ts";
import { isOpen } from "../status.ts";
import { syncSignature } from "../sync/sync-signature.ts";

type WithdrawDeps = Pick<Deps, "db" | "clock" | "jobs" | "digisigner" | "log" | "settings">;

/** Safe to repeat. The truth is read before anything is deleted: a completed contract must not be destroyed. */
export const withdrawSignature = async (
  deps: WithdrawDeps,
  job: SignatureJob,
  signal?: AbortSignal,
): Promise<void> => {
  const before = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  if (before.provider !== deps.settings.provider) return;
  if (isOpen(before.status) || before.status === "completed") return;
  await syncSignature(deps, { ...job, trigger: "schedule" }, signal).catch((error: unknown) => {
    if (!(error instanceof ProviderNotFound)) throw error;
  });
  const { status } = await loadSignature(deps.db, job.workspaceId, job.signatureId);
  if (status === "completed") return;
  const deleted = await deleteUploads(deps, job, "all", signal);
  if (deleted === 0) return;
  await deps.db.transaction().execute(async (transaction) => {
    await loadSignature(transaction, job.workspaceId, job.signatureId, { lock: true });
    await appendEntries(transaction, { ...job, at: deps.clock.now() }, [
      {
        kind: "withdrawn",
        source: "desk",
        actor: "desk",
        summary: "The documents were deleted at DigiSigner, which voids the invitations",
        data: { deleted_documents: deleted },
      },
    ]);
  });
};
