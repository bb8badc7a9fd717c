// Documents: uploads, templates and the copies made of templates.
import { dropUnusedContent } from "../contents/store.ts";
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import { SandboxError } from "../errors.ts";
import type { SessionPage } from "../signing/session.ts";

export interface Document {
  documentId: string;
  accountId: string;
  kind: "upload" | "copy" | "template";
  templateId?: string;
  title: string;
  pages: SessionPage[];
  /** What a new request starts from: the upload and what `content` added, without anybody's signature. */
  baseContent: string;
  /** What a download gives. */
  currentContent: string;
  sealed: boolean;
  createdAt: number;
  deletedAt?: number;
}

function toDocument(row: Row): Document {
  const kind = text(row, "kind");
  return defined({
    documentId: text(row, "document_id"),
    accountId: text(row, "account_id"),
    kind: kind === "template" || kind === "copy" ? kind : ("upload" as const),
    templateId: optionalText(row, "template_id"),
    title: text(row, "title"),
    pages: JSON.parse(text(row, "pages")) as SessionPage[],
    baseContent: text(row, "base_content"),
    currentContent: text(row, "current_content"),
    sealed: number(row, "sealed") === 1,
    createdAt: number(row, "created_at"),
    deletedAt: optionalNumber(row, "deleted_at"),
  });
}

export function insertDocument(db: Db, document: Document): void {
  db.run(
    `INSERT INTO documents (document_id, account_id, kind, template_id, title, pages, base_content,
       current_content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    document.documentId,
    document.accountId,
    document.kind,
    document.templateId ?? null,
    document.title,
    JSON.stringify(document.pages),
    document.baseContent,
    document.currentContent,
    document.createdAt,
  );
}

export function findDocument(db: Db, documentId: string): Document | undefined {
  const row = db.get("SELECT * FROM documents WHERE document_id = ?", documentId);
  return row && toDocument(row);
}

/** The key of {@link Deps.locks} under which a document is drawn on. */
export function documentLock(documentId: string): string {
  return `document/${documentId}`;
}

/** @throws SandboxError 404 when it is unknown or deleted, 403 when it is another account's. */
export function requireDocument(db: Db, accountId: string, documentId: string): Document {
  const document = findDocument(db, documentId);
  if (!document || document.deletedAt !== undefined) {
    throw new SandboxError(404, `Document "${documentId.slice(0, 100)}" does not exist.`);
  }
  if (document.accountId !== accountId) {
    throw new SandboxError(403, `Document "${documentId}" belongs to another account.`);
  }
  return document;
}

/** The newest 500, newest first, of one kind or of all. */
export function listDocuments(db: Db, kind?: Document["kind"]): Document[] {
  return db
    .all("SELECT * FROM documents WHERE ?1 IS NULL OR kind = ?1 ORDER BY seq DESC LIMIT 500", kind ?? null)
    .map(toDocument);
}

/** What a download gives from now on; the content it replaces goes when nothing else needs it. */
export function setCurrentContent(db: Db, documentId: string, contentId: string, sealed: boolean): void {
  const before = findDocument(db, documentId);
  db.run(
    "UPDATE documents SET current_content = ?, sealed = ? WHERE document_id = ?",
    contentId,
    sealed ? 1 : 0,
    documentId,
  );
  if (before && before.currentContent !== contentId) dropUnusedContent(db, before.currentContent);
}

/** What new requests start from; a download gives it too unless somebody has signed already. */
export function setBaseContent(db: Db, documentId: string, contentId: string): void {
  const before = findDocument(db, documentId);
  db.run("UPDATE documents SET base_content = ? WHERE document_id = ?", contentId, documentId);
  if (!before || before.baseContent === contentId) return;
  if (before.currentContent === before.baseContent) setCurrentContent(db, documentId, contentId, false);
  dropUnusedContent(db, before.baseContent);
}
