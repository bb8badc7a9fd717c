// A document: a PDF that was checked and stored, before anybody signs it.
import type { Selectable } from "kysely";
import type { DocumentsTable, PageColumn } from "../../db/schema.ts";

export type Document = {
  workspaceId: string;
  documentId: string;
  title: string;
  fileName: string;
  /** Bytes. */
  size: number;
  sha256: string;
  pageCount: number;
  /** As shown to a reader, in PDF points. */
  pages: PageColumn[];
  metadata: Record<string, string>;
  createdAt: Date;
};

export const documentFromRow = (row: Selectable<DocumentsTable>): Document => ({
  workspaceId: row.workspace_id,
  documentId: row.document_id,
  title: row.title,
  fileName: row.file_name,
  size: row.size,
  sha256: row.sha256,
  pageCount: row.page_count,
  pages: row.pages,
  metadata: row.metadata,
  createdAt: row.created_at,
});
