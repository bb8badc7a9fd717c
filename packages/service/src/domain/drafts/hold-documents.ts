// Writes down which documents a draft names, which keeps them from being removed while it lives.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { documentNotFound } from "../documents/find-document.ts";

type DraftKey = { workspaceId: string; draftId: string };

/** @throws NotFoundError for a document that the workspace does not have. */
export const holdDocuments = async (
  transaction: Transaction<Schema>,
  { workspaceId, draftId }: DraftKey,
  documentIds: readonly string[],
): Promise<void> => {
  await transaction
    .deleteFrom("draft_documents")
    .where("workspace_id", "=", workspaceId)
    .where("draft_id", "=", draftId)
    .execute();
  if (documentIds.length === 0) return;
  const known = await transaction
    .selectFrom("documents")
    .select("document_id")
    .where("workspace_id", "=", workspaceId)
    .where("document_id", "in", documentIds)
    .forKeyShare()
    .execute();
  const missing = documentIds.find((id) => known.every((row) => row.document_id !== id));
  if (missing !== undefined) throw documentNotFound(missing);
  await transaction
    .insertInto("draft_documents")
    .values(
      documentIds.map((document_id, position) => ({
        workspace_id: workspaceId,
        draft_id: draftId,
        document_id,
        position,
      })),
    )
    .execute();
};
