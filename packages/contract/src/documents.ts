// Documents: the PDFs that are sent for signature.
import { z } from "zod";
import { DocumentId } from "./ids.ts";
import { Metadata, PageQuery, Sha256, Timestamp } from "./primitives.ts";

/** Size of one page as shown to a reader, in PDF points, with its /Rotate (0, 90, 180 or 270). */
export const DocumentPage = z.object({ width: z.number(), height: z.number(), rotation: z.number().int() });

export const Document = z
  .object({
    document_id: DocumentId,
    title: z.string(),
    file_name: z.string(),
    /** Bytes. */
    size: z.number().int(),
    sha256: Sha256,
    page_count: z.number().int(),
    pages: z.array(DocumentPage),
    metadata: Metadata,
    created_at: Timestamp,
  })
  .meta({ id: "Document" });
export type Document = z.infer<typeof Document>;

/** Multipart fields of `POST /api/documents` beside the part `file`; `metadata` is a JSON object in text. */
export const CreateDocumentFields = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  metadata: Metadata.optional(),
});

export const DocumentListQuery = PageQuery.extend({ search: z.string().max(200).optional() });
export const DocumentList = z
  .object({ documents: z.array(Document), next_cursor: z.string().nullable() })
  .meta({ id: "DocumentList" });
export type DocumentList = z.infer<typeof DocumentList>;
