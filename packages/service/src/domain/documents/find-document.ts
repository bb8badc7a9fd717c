// Reads one document of a workspace.
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { NotFoundError } from "../../errors.ts";
import { type Document, documentFromRow } from "./document.ts";

export const documentNotFound = (documentId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no document ${documentId} in this workspace: check the id, or upload the document first.`,
  });

/** @throws NotFoundError also for a document of another workspace. */
export const findDocument = async (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  documentId: string,
): Promise<Document> => {
  const row = await deps.db
    .selectFrom("documents")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (row === undefined) throw documentNotFound(documentId);
  return documentFromRow(row);
};
