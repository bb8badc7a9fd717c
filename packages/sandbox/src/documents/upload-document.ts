// Takes a PDF in: reads it, stamps the TEST watermark, stores it under a new id.
import { randomUUID } from "node:crypto";
import type { PdfInfo } from "@creditnexus/pdf";
import type { Account } from "../accounts/store.ts";
import { recordAudit } from "../audit/record.ts";
import { TEST_WATERMARK } from "../choices.ts";
import { putContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import type { SessionPage } from "../signing/session.ts";
import { refusingBadPdf } from "./pdf-errors.ts";
import { type Document, insertDocument } from "./store.ts";

export async function uploadDocument(
  deps: Deps,
  account: Account,
  file: { name: string; bytes: Uint8Array; documentId?: string },
  kind: "upload" | "template" = "upload",
): Promise<Document> {
  const info = await refusingBadPdf(() => deps.pdf.open(file.bytes));
  const bytes =
    account.mode === "TEST"
      ? await refusingBadPdf(() => deps.pdf.stamp(file.bytes, [{ kind: "watermark", text: TEST_WATERMARK }]))
      : file.bytes;
  const { db, clock } = deps;
  return db.transaction(() => {
    const content = putContent(db, bytes);
    const document: Document = {
      documentId: file.documentId ?? randomUUID(),
      accountId: account.accountId,
      kind,
      title: titleFrom(file.name),
      pages: sessionPages(info),
      baseContent: content,
      currentContent: content,
      sealed: false,
      createdAt: clock.now(),
    };
    insertDocument(db, document);
    const { documentId } = document;
    recordAudit(db, clock.now(), { action: "document_uploaded", accountId: account.accountId, documentId });
    return document;
  });
}

// The file name without folders and extension; some browsers and clients send a whole path.
function titleFrom(fileName: string): string {
  const base = fileName.split(/[/\\]/).at(-1) ?? "";
  return base.replace(/\.[^.]*$/, "") || base || "document";
}

function sessionPages(info: PdfInfo): SessionPage[] {
  return info.pages.map(({ width, height, rotation, cropBox: [x1, y1, x2, y2] }) => ({
    width,
    height,
    rotation,
    crop_box: [x1, y1, x2, y2],
  }));
}
