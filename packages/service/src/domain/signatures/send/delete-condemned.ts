// Deletes what is condemned at DigiSigner, which voids every invitation to it.
import { NotFoundError as ProviderNotFound } from "@creditnexus/digisigner";
import type { Deps } from "../../deps.ts";
import type { SignatureJob } from "../queues.ts";
import { markDeleted, readUploads, type Upload } from "./uploads.ts";

type DeleteDeps = Pick<Deps, "db" | "clock" | "digisigner">;

/** What is gone already counts as deleted. Safe to repeat. */
export const deleteUpload = async (
  deps: DeleteDeps,
  job: SignatureJob,
  upload: Upload,
  signal?: AbortSignal,
): Promise<void> => {
  try {
    await deps.digisigner.documents.delete(upload.digisignerDocumentId, { signal });
  } catch (error) {
    if (!(error instanceof ProviderNotFound)) throw error;
  }
  await markDeleted(deps, job, upload);
};

/** One after the other, each recorded. Needs no lock and no fence: see the register. */
export const deleteCondemned = async (
  deps: DeleteDeps,
  job: SignatureJob,
  signal?: AbortSignal,
): Promise<void> => {
  for (const upload of await readUploads(deps.db, job, "condemned")) {
    await deleteUpload(deps, job, upload, signal);
  }
};
