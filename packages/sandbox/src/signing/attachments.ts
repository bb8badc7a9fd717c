// Files a signer attaches: uploaded while the page is open, kept with the field once signed.
import { randomUUID } from "node:crypto";
import { dropUnusedContent, putContent } from "../contents/store.ts";
import { text } from "../db/columns.ts";
import type { Db } from "../db/open.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import type { AttachmentInfo, FilledField } from "./check-values.ts";
import type { UploadedAttachment } from "./session.ts";
import { liveDocuments, ownFields, viewInvitation } from "./view.ts";

/** Those the signer has uploaded, also when not signed yet. */
export function listAttachments(db: Db, invitationId: string): AttachmentInfo[] {
  return db.all("SELECT * FROM attachments WHERE invitation_id = ?", invitationId).map((row) => ({
    attachmentId: text(row, "attachment_id"),
    fieldId: text(row, "field_id"),
    filename: text(row, "filename"),
  }));
}

/** @throws SandboxError 409 unless it is the signer's turn, 422 for a field that takes no attachment of theirs. */
export function addAttachment(
  deps: Deps,
  invitationId: string,
  fieldId: string,
  file: { name: string; type: string; bytes: Uint8Array },
): UploadedAttachment {
  const view = viewInvitation(deps, invitationId);
  refuseUnlessOpen(view.invitation.state);
  const field = liveDocuments(view)
    .flatMap(ownFields)
    .find((candidate) => candidate.fieldId === fieldId);
  if (field?.type !== "ATTACHMENT" || field.readOnly) {
    const message = `Field "${fieldId.slice(0, 100)}" takes no attachment from this signer.`;
    throw new SandboxError(422, message, { details: [{ message, fieldId }] });
  }
  if (file.bytes.byteLength === 0) {
    throw new SandboxError(422, `The file "${file.name.slice(0, 100)}" is empty. Choose another one.`);
  }
  const attachmentId = randomUUID();
  const filename = (file.name.split(/[/\\]/).at(-1) || "attachment").slice(0, 200);
  deps.db.transaction(() => {
    for (const earlier of listAttachments(deps.db, invitationId)) {
      if (earlier.fieldId === fieldId) dropAttachment(deps.db, earlier.attachmentId);
    }
    deps.db.run(
      `INSERT INTO attachments (attachment_id, invitation_id, field_id, filename, content_type, content)
       VALUES (?, ?, ?, ?, ?, ?)`,
      attachmentId,
      invitationId,
      fieldId,
      filename,
      safeType(file.type),
      putContent(deps.db, file.bytes),
    );
  });
  return { attachment_id: attachmentId, filename, size: file.bytes.byteLength };
}

/** @throws SandboxError 404 when the signer has no such attachment, 409 when it is signed already. */
export function removeAttachment(deps: Deps, invitationId: string, attachmentId: string): void {
  const { invitation } = viewInvitation(deps, invitationId);
  refuseUnlessOpen(invitation.state);
  if (!listAttachments(deps.db, invitationId).some((item) => item.attachmentId === attachmentId)) {
    throw new SandboxError(404, `Attachment "${attachmentId.slice(0, 100)}" does not exist.`);
  }
  deps.db.transaction(() => dropAttachment(deps.db, attachmentId));
}

/** Keeps what was submitted; uploads that were not go. */
export function submitAttachments(db: Db, invitationId: string, filled: readonly FilledField[]): void {
  const submitted = new Set(filled.map((item) => item.attachmentId));
  const fields = new Set(filled.map((item) => item.field.fieldId));
  for (const { attachmentId, fieldId } of listAttachments(db, invitationId)) {
    if (submitted.has(attachmentId)) {
      db.run("UPDATE attachments SET submitted = 1 WHERE attachment_id = ?", attachmentId);
    } else if (fields.has(fieldId)) dropAttachment(db, attachmentId);
  }
}

function dropAttachment(db: Db, attachmentId: string): void {
  const row = db.get("SELECT content FROM attachments WHERE attachment_id = ?", attachmentId);
  db.run("DELETE FROM attachments WHERE attachment_id = ?", attachmentId);
  if (row) dropUnusedContent(db, text(row, "content"));
}

function refuseUnlessOpen(state: string): void {
  if (state !== "open")
    throw new SandboxError(409, `This invitation is ${state}; its attachments cannot change.`);
}

// A signer's file goes out again under this type, so only plain media types pass.
function safeType(type: string): string {
  return /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i.test(type) ? type.toLowerCase() : "application/octet-stream";
}
