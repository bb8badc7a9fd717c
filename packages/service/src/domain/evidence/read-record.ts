// Reads what the desk knows of a signature in one snapshot, so that its state and its timeline belong together.
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { loadSignature } from "../signatures/load-signatures.ts";
import type { Signature } from "../signatures/signature.ts";
import type { TimelineEntry } from "../timeline/entry.ts";
import { readTimeline } from "../timeline/read-timeline.ts";
import { type JournalCallbacks, readCallbacks } from "./read-callbacks.ts";

export type EvidenceRecord = {
  signature: Signature;
  entries: TimelineEntry[];
  /** Bytes of each document as it was sent, by document id. */
  sizes: ReadonlyMap<string, number>;
  callbacks: JournalCallbacks;
};

const readSizes = async (
  transaction: Transaction<Schema>,
  signature: Signature,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await transaction
    .selectFrom("documents")
    .select(["document_id", "size"])
    .where("workspace_id", "=", signature.workspaceId)
    .where(
      "document_id",
      "in",
      signature.documents.map((document) => document.documentId),
    )
    .execute();
  return new Map(rows.map((row) => [row.document_id, row.size]));
};

/** @throws NotFoundError */
export const readRecord = (
  db: Kysely<Schema>,
  target: { workspaceId: string; signatureId: string },
): Promise<EvidenceRecord> =>
  db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (transaction) => {
      const signature = await loadSignature(transaction, target.workspaceId, target.signatureId);
      const entries = await readTimeline(transaction, target);
      const named = entries.flatMap((entry) => entry.callbackId ?? []);
      return {
        signature,
        entries,
        sizes: await readSizes(transaction, signature),
        callbacks: await readCallbacks(transaction, target, named),
      };
    });
