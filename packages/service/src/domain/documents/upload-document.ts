// Stores a PDF: streamed into the blob store, checked in the capped child process, then recorded.
import type { PageInfo } from "@creditnexus/pdf";
import type { Transaction } from "kysely";
import type { PageColumn, Schema } from "../../db/schema.ts";
import { InvalidInputError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { discardBlob, lockBlob } from "./blob-lock.ts";
import { type Document, documentFromRow } from "./document.ts";
import { cleanFileName, titleFromFileName } from "./names.ts";
import { pdfRefusal } from "./pdf-refusal.ts";

export type UploadDocumentInput = {
  file: AsyncIterable<Uint8Array> | Uint8Array;
  fileName?: string | undefined;
  /** Asked after the file was read, since in a form the other parts may come behind it. */
  describe?: () => Promise<{
    title?: string | undefined;
    metadata?: Record<string, string> | undefined;
  }>;
  /** Runs in the transaction that records the document. */
  alongside?: (transaction: Transaction<Schema>, document: Document) => Promise<void>;
};

/** The engine measures the page before its rotation, a reader sees it after. */
const asShown = ({ width, height, rotation }: PageInfo): PageColumn =>
  rotation % 180 === 0 ? { width, height, rotation } : { width: height, height: width, rotation };

type UploadDeps = Pick<Deps, "db" | "blobs" | "pdf" | "clock" | "log" | "settings">;

/**
 * Stores a document of the actor's workspace.
 *
 * @throws TooLargeError `file_too_large`; InvalidInputError `empty_file`, `not_a_pdf`, `encrypted_pdf`, `damaged_pdf` or
 * `pdf_too_costly`. Nothing is kept then.
 */
export const uploadDocument = async (
  deps: UploadDeps,
  actor: Actor,
  input: UploadDocumentInput,
): Promise<Document> => {
  const stored = await deps.blobs.put(input.file, { maxBytes: deps.settings.maxUploadBytes });
  try {
    if (stored.size === 0) {
      throw new InvalidInputError({ code: "empty_file", message: "The file has no bytes: choose a PDF." });
    }
    const bytes = await deps.blobs.read(stored.sha256);
    const opened = await deps.pdf.open(bytes);
    // Opening looks at no page's content. A document whose content cannot be read within the caps could be signed but
    // never be proved afterwards, so it is refused here.
    await deps.pdf.text(bytes);
    const { title, metadata } = (await input.describe?.()) ?? {};
    const fileName = cleanFileName(input.fileName);
    const createdAt = deps.clock.now();
    const row = await deps.db.transaction().execute(async (transaction) => {
      await lockBlob(transaction, stored.sha256);
      // A refused upload of the same bytes may have discarded the blob between our put and this lock.
      if (!(await deps.blobs.has(stored.sha256))) await deps.blobs.put(bytes);
      const inserted = await transaction
        .insertInto("documents")
        .values({
          workspace_id: actor.workspaceId,
          document_id: newId("document", createdAt),
          title: title ?? titleFromFileName(fileName),
          file_name: fileName,
          size: stored.size,
          sha256: stored.sha256,
          page_count: opened.pages.length,
          pages: JSON.stringify(opened.pages.map(asShown)),
          metadata: JSON.stringify(metadata ?? {}),
          created_at: createdAt,
          created_by: actor.name,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordAudit(transaction, actor, {
        at: createdAt,
        action: "document.uploaded",
        subject: { type: "document", id: inserted.document_id },
        details: { title: inserted.title, size: inserted.size, sha256: inserted.sha256 },
      });
      await input.alongside?.(transaction, documentFromRow(inserted));
      return inserted;
    });
    deps.log.info({ documentId: row.document_id, size: row.size, pages: row.page_count }, "document stored");
    return documentFromRow(row);
  } catch (error) {
    await discardBlob(deps, stored.sha256);
    throw pdfRefusal(error) ?? error;
  }
};
