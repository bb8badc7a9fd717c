// Converts documents to their form on the wire.
import type { Document as Wire } from "@creditnexus/contract";
import type { Document } from "./document.ts";

export const documentToWire = (document: Document): Wire => ({
  document_id: document.documentId,
  title: document.title,
  file_name: document.fileName,
  size: document.size,
  sha256: document.sha256,
  page_count: document.pageCount,
  pages: document.pages,
  metadata: document.metadata,
  created_at: document.createdAt.toISOString(),
});
