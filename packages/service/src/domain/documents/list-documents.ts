// Lists a workspace's documents, newest first.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { page, readCursor } from "../cursor.ts";
import { containing } from "../sql.ts";
import { type Document, documentFromRow } from "./document.ts";

export type DocumentQuery = {
  limit: number;
  cursor?: string | undefined;
  /** Found in title or file name. */
  search?: string | undefined;
};

export const listDocuments = async (
  deps: { db: Kysely<Schema> },
  workspaceId: string,
  query: DocumentQuery,
): Promise<{ documents: Document[]; nextCursor: string | null }> => {
  let select = deps.db
    .selectFrom("documents")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("document_id", "desc")
    .limit(query.limit + 1);
  if (query.search) {
    const pattern = containing(query.search);
    select = select.where((where) =>
      where.or([where("title", "ilike", pattern), where("file_name", "ilike", pattern)]),
    );
  }
  if (query.cursor !== undefined) {
    const { at, id } = readCursor(query.cursor);
    select = select.where(sql<boolean>`(created_at, document_id) < (${at}, ${id})`);
  }
  const { rows, nextCursor } = page(await select.execute(), query.limit, (row) => ({
    at: row.created_at,
    id: row.document_id,
  }));
  return { documents: rows.map(documentFromRow), nextCursor };
};
