// Records what was collected, and that a signature is done when its last document is verified.
import type { CheckColumn } from "../../../db/schema.ts";
import { UnavailableError } from "../../../errors.ts";
import type { Deps } from "../../deps.ts";
import { lockBlob } from "../../documents/blob-lock.ts";
import { appendEntries } from "../../timeline/append-entries.ts";
import { loadSignature } from "../load-signatures.ts";
import type { SignatureJob } from "../queues.ts";
import { isHandedOn } from "../signature.ts";

export type Collected = {
  state: "verified" | "suspect" | "failed";
  sha256: string | null;
  size: number | null;
  checks: CheckColumn[];
};

const SUMMARIES = {
  verified: { kind: "document_collected", text: "was collected and verified" },
  suspect: { kind: "document_suspect", text: "was collected but did not pass verification" },
  failed: { kind: "document_failed", text: "could not be collected" },
} as const;

const goneMeanwhile = (title: string): UnavailableError =>
  new UnavailableError({
    code: "unavailable",
    message: `The signed ${title} was discarded by another run before it could be recorded: collect it again.`,
  });

const RANK = { waiting: 0, collecting: 0, failed: 1, suspect: 2, verified: 3 } as const;

/**
 * Two runs may end at the same time; the better result stays and is recorded once. One that could not prove the file
 * discards it as long as nobody has recorded it: then there is nothing left to record.
 *
 * @throws UnavailableError when the file is gone: collecting again fetches it again.
 */
export const recordCollected = (
  deps: Pick<Deps, "db" | "blobs" | "clock" | "log">,
  job: SignatureJob & { documentId: string },
  collected: Collected,
): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const { workspaceId, signatureId, documentId } = job;
    const now = deps.clock.now();
    const signature = await loadSignature(transaction, workspaceId, signatureId, { lock: true });
    const document = signature.documents.find((one) => one.documentId === documentId);
    if (document === undefined || RANK[document.signed.state] >= RANK[collected.state]) return;
    if (collected.sha256 !== null) {
      await lockBlob(transaction, collected.sha256);
      if (!(await deps.blobs.has(collected.sha256))) throw goneMeanwhile(document.title);
    }
    await transaction
      .updateTable("signature_documents")
      .set({
        collection_state: collected.state,
        signed_sha256: collected.sha256,
        signed_size: collected.size,
        collected_at: collected.state === "failed" ? null : now,
        checks: JSON.stringify(collected.checks),
        // A person's word was for the file before.
        accepted_at: null,
        accepted_by: null,
        accepted_reason: null,
      })
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "=", signatureId)
      .where("document_id", "=", documentId)
      .execute();
    const isLast = signature.documents.every(
      (one) => isHandedOn(one) || (one === document && collected.state === "verified"),
    );
    await transaction
      .updateTable("signatures")
      .set({ updated_at: now, ...(isLast ? { collected_at: now, next_sync_at: null } : {}) })
      .where("workspace_id", "=", workspaceId)
      .where("signature_id", "=", signatureId)
      .execute();
    const { kind, text } = SUMMARIES[collected.state];
    await appendEntries(transaction, { workspaceId, signatureId, at: now }, [
      {
        kind,
        source: "desk",
        actor: "desk",
        summary: `The signed ${document.title} ${text}`,
        data: {
          document_id: documentId,
          sha256: collected.sha256,
          size: collected.size,
          original_sha256: document.sha256,
          checks: collected.checks,
        },
      },
    ]);
    deps.log.info({ signatureId, documentId, state: collected.state }, "signed document collected");
  });
