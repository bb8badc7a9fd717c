// Deletes a signature's documents at DigiSigner, which voids every invitation to them.
import { NotFoundError as ProviderNotFound } from "@creditnexus/digisigner";
import type { Deps } from "../../deps.ts";
import type { SignatureJob } from "../queues.ts";
import { markDeleted, readUploads } from "./attempt.ts";

/**
 * One after the other, each recorded; what is gone already counts as deleted. Safe to repeat. `unsent` spares the documents
 * of the live request.
 */
export const deleteUploads = async (
  deps: Pick<Deps, "db" | "clock" | "digisigner">,
  job: SignatureJob,
  which: "all" | "unsent",
  signal?: AbortSignal,
): Promise<number> => {
  const uploads = await readUploads(deps.db, job, which === "all" ? ["uploaded", "sent"] : ["uploaded"]);
  for (const { digisignerDocumentId } of uploads) {
    try {
      await deps.digisigner.documents.delete(digisignerDocumentId, { signal });
    } catch (error) {
      if (!(error instanceof ProviderNotFound)) throw error;
    }
    await markDeleted(deps, job, digisignerDocumentId);
  }
  return uploads.length;
};
