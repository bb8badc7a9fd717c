// Reads the truth because a person asks for it, and takes up again what had stopped.
import type { Actor } from "../../actor.ts";
import type { Deps } from "../../deps.ts";
import { loadSignature } from "../load-signatures.ts";
import { collectQueue, sendQueue } from "../queues.ts";
import type { Signature } from "../signature.ts";
import { syncSignature } from "./sync-signature.ts";

type SyncNowDeps = Pick<Deps, "db" | "clock" | "jobs" | "digisigner" | "log" | "settings">;

/** A signature that could not be sent is sent again; a signed document that could not be fetched is fetched again. */
const resume = async (deps: SyncNowDeps, signature: Signature): Promise<void> => {
  const job = { workspaceId: signature.workspaceId, signatureId: signature.signatureId };
  if (signature.status === "sending" && signature.failure !== null) {
    await deps.jobs.enqueue(deps.db, sendQueue, job, { singletonKey: job.signatureId });
  }
  if (signature.status !== "completed") return;
  for (const { documentId, signed } of signature.documents) {
    if (signed.state === "verified" || signed.state === "suspect") continue;
    await deps.jobs.enqueue(
      deps.db,
      collectQueue,
      { ...job, documentId },
      { singletonKey: `${job.signatureId}/${documentId}` },
    );
  }
};

/** @throws NotFoundError; DigiSignerError when DigiSigner cannot be asked. */
export const syncNow = async (deps: SyncNowDeps, actor: Actor, signatureId: string): Promise<Signature> => {
  const signature = await loadSignature(deps.db, actor.workspaceId, signatureId);
  await syncSignature(deps, { workspaceId: actor.workspaceId, signatureId, trigger: "person" });
  await resume(deps, signature);
  return loadSignature(deps.db, actor.workspaceId, signatureId);
};
