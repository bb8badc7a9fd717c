// Requests, their documents and the signers of each document.
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import { SandboxError } from "../errors.ts";
import type { SendOptions } from "./send-input.ts";

export interface SignatureRequest {
  requestId: string;
  accountId: string;
  options: SendOptions;
  createdAt: number;
  completedAt?: number;
}

/** One document inside one request, with the state its signers have brought it to. */
export interface RequestDocument {
  requestId: string;
  position: number;
  documentId: string;
  title: string;
  subject: string;
  message: string;
  content: string;
  /** Every signer is done and the document is sealed. */
  finished: boolean;
  deleted: boolean;
}

export interface Signer {
  signerId: string;
  requestId: string;
  documentPosition: number;
  position: number;
  invitationId: string;
  email: string;
  role?: string;
  order?: number;
  signedAt?: number;
}

function toRequest(row: Row): SignatureRequest {
  return defined({
    requestId: text(row, "request_id"),
    accountId: text(row, "account_id"),
    options: JSON.parse(text(row, "options")) as SendOptions,
    createdAt: number(row, "created_at"),
    completedAt: optionalNumber(row, "completed_at"),
  });
}

function toRequestDocument(row: Row): RequestDocument {
  return {
    requestId: text(row, "request_id"),
    position: number(row, "position"),
    documentId: text(row, "document_id"),
    title: text(row, "title"),
    subject: text(row, "subject"),
    message: text(row, "message"),
    content: text(row, "content"),
    finished: number(row, "finished") === 1,
    deleted: optionalNumber(row, "deleted_at") !== undefined,
  };
}

function toSigner(row: Row): Signer {
  return defined({
    signerId: text(row, "signer_id"),
    requestId: text(row, "request_id"),
    documentPosition: number(row, "document_position"),
    position: number(row, "position"),
    invitationId: text(row, "invitation_id"),
    email: text(row, "email"),
    role: optionalText(row, "role"),
    order: optionalNumber(row, "sign_order"),
    signedAt: optionalNumber(row, "signed_at"),
  });
}

export function insertRequest(db: Db, request: SignatureRequest): void {
  db.run(
    "INSERT INTO requests (request_id, account_id, options, created_at) VALUES (?, ?, ?, ?)",
    request.requestId,
    request.accountId,
    JSON.stringify(request.options),
    request.createdAt,
  );
}

export function insertRequestDocument(db: Db, document: Omit<RequestDocument, "deleted" | "finished">): void {
  db.run(
    `INSERT INTO request_documents (request_id, position, document_id, title, subject, message, content)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    document.requestId,
    document.position,
    document.documentId,
    document.title,
    document.subject,
    document.message,
    document.content,
  );
}

export function insertSigner(db: Db, signer: Signer): void {
  db.run(
    `INSERT INTO signers (signer_id, request_id, document_position, position, invitation_id, email, role,
       sign_order) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    signer.signerId,
    signer.requestId,
    signer.documentPosition,
    signer.position,
    signer.invitationId,
    signer.email,
    signer.role ?? null,
    signer.order ?? null,
  );
}

export function findRequest(db: Db, requestId: string): SignatureRequest | undefined {
  const row = db.get("SELECT * FROM requests WHERE request_id = ?", requestId);
  return row && toRequest(row);
}

/** @throws SandboxError 404 when unknown, 403 when it is another account's. */
export function requireRequest(db: Db, accountId: string, requestId: string): SignatureRequest {
  const request = findRequest(db, requestId);
  if (!request) {
    throw new SandboxError(404, `Signature request "${requestId.slice(0, 100)}" does not exist.`);
  }
  if (request.accountId !== accountId) {
    throw new SandboxError(403, `Signature request "${requestId}" belongs to another account.`);
  }
  return request;
}

/** Newest first; with `before`, those that were sent before that one. */
export function listRequests(db: Db, limit = 500, before?: SignatureRequest): SignatureRequest[] {
  return db
    .all(
      `SELECT * FROM requests
       WHERE ?1 IS NULL OR seq < (SELECT seq FROM requests WHERE request_id = ?1)
       ORDER BY seq DESC LIMIT ?2`,
      before?.requestId ?? null,
      limit,
    )
    .map(toRequest);
}

/** In the order they were sent. */
export function requestDocuments(db: Db, requestId: string): RequestDocument[] {
  return db
    .all(
      `SELECT request_documents.*, documents.deleted_at FROM request_documents
       JOIN documents USING (document_id) WHERE request_id = ? ORDER BY position`,
      requestId,
    )
    .map(toRequestDocument);
}

/** Of all documents, in the order they were sent. */
export function requestSigners(db: Db, requestId: string): Signer[] {
  return db
    .all("SELECT * FROM signers WHERE request_id = ? ORDER BY document_position, position", requestId)
    .map(toSigner);
}

/** Requests a document takes part in. */
export function requestIdsOfDocument(db: Db, documentId: string): string[] {
  return db
    .all("SELECT DISTINCT request_id FROM request_documents WHERE document_id = ?", documentId)
    .map((row) => text(row, "request_id"));
}

export function setRequestDocumentContent(
  db: Db,
  at: { requestId: string; position: number },
  contentId: string,
  finished: boolean,
): void {
  db.run(
    "UPDATE request_documents SET content = ?, finished = ? WHERE request_id = ? AND position = ?",
    contentId,
    finished ? 1 : 0,
    at.requestId,
    at.position,
  );
}

/** What was drawn onto a document after it was sent is shown to those who sign it. */
export function replaceSentContent(db: Db, documentId: string, before: string, after: string): void {
  db.run(
    "UPDATE request_documents SET content = ? WHERE document_id = ? AND content = ? AND finished = 0",
    after,
    documentId,
    before,
  );
}

/** @param positions Of the documents that were signed; one deleted from a bundle is not. */
export function markSigned(db: Db, invitationId: string, positions: readonly number[], at: number): void {
  for (const position of positions) {
    db.run(
      "UPDATE signers SET signed_at = ? WHERE invitation_id = ? AND document_position = ?",
      at,
      invitationId,
      position,
    );
  }
  db.run("UPDATE invitations SET state = 'signed', signed_at = ? WHERE invitation_id = ?", at, invitationId);
}

export function markCompleted(db: Db, requestId: string, at: number): void {
  db.run("UPDATE requests SET completed_at = ? WHERE request_id = ?", at, requestId);
}
