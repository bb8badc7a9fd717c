// The audit trail: who did what to which request or document, in the sandbox's time.
import { defined, number, optionalText, text } from "../db/columns.ts";
import type { Db } from "../db/open.ts";

export interface AuditEntry {
  action:
    | "document_uploaded"
    | "document_downloaded"
    | "document_deleted"
    | "content_added"
    | "request_sent"
    | "mail_sent"
    | "access_code_accepted"
    | "access_code_refused"
    | "document_opened"
    | "document_signed"
    | "document_sealed"
    | "request_completed";
  accountId?: string;
  requestId?: string;
  documentId?: string;
  email?: string;
  detail?: string;
}

export function recordAudit(db: Db, at: number, entry: AuditEntry): void {
  db.run(
    "INSERT INTO audit (at, action, account_id, request_id, document_id, email, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
    at,
    entry.action,
    entry.accountId ?? null,
    entry.requestId ?? null,
    entry.documentId ?? null,
    entry.email ?? null,
    entry.detail ?? null,
  );
}

/** Oldest first. */
export function listAudit(db: Db, requestId?: string): object[] {
  const rows = requestId
    ? db.all("SELECT * FROM audit WHERE request_id = ? ORDER BY seq", requestId)
    : db.all("SELECT * FROM audit ORDER BY seq DESC LIMIT 1000").reverse();
  return rows.map((row) =>
    defined({
      at: new Date(number(row, "at")).toISOString(),
      action: text(row, "action"),
      signature_request_id: optionalText(row, "request_id"),
      document_id: optionalText(row, "document_id"),
      email: optionalText(row, "email"),
      detail: optionalText(row, "detail"),
    }),
  );
}
