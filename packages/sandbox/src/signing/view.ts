// Everything about one invitation that signing and showing it need, read from the state at once.
import type { Deps } from "../deps.ts";
import { type Document, findDocument } from "../documents/store.ts";
import { SandboxError } from "../errors.ts";
import { type Field, fieldsOfRequestDocument } from "../fields/store.ts";
import { findInvitation, type Invitation } from "../invitations/store.ts";
import {
  findRequest,
  type RequestDocument,
  requestDocuments,
  requestSigners,
  type SignatureRequest,
  type Signer,
} from "../requests/store.ts";

/** One document of an invitation: `mine` is the signer entry of this invitation, `fields` are everybody's. */
export interface DocumentView {
  entry: RequestDocument;
  document: Document;
  mine: Signer;
  fields: Field[];
}

export interface InvitationView {
  invitation: Invitation;
  request: SignatureRequest;
  documents: DocumentView[];
}

/** @throws SandboxError 404 when there is no such invitation. */
export function viewInvitation({ db }: Deps, invitationId: string): InvitationView {
  const invitation = findInvitation(db, invitationId);
  const request = invitation && findRequest(db, invitation.requestId);
  if (!invitation || !request) {
    throw new SandboxError(404, `Invitation "${invitationId.slice(0, 100)}" does not exist.`);
  }
  const signers = requestSigners(db, request.requestId);
  const documents = requestDocuments(db, request.requestId).flatMap((entry) => {
    const mine = signers.find(
      (signer) => signer.invitationId === invitationId && signer.documentPosition === entry.position,
    );
    const document = findDocument(db, entry.documentId);
    if (!mine || !document) return [];
    return [
      { entry, document, mine, fields: fieldsOfRequestDocument(db, request.requestId, entry.position) },
    ];
  });
  return { invitation, request, documents };
}

/** The documents that can still be signed. */
export function liveDocuments(view: InvitationView): DocumentView[] {
  return view.documents.filter(({ entry }) => !entry.deleted);
}

/** The signer's own fields on one document. */
export function ownFields({ fields, mine }: DocumentView): Field[] {
  return fields.filter((field) => field.signerId === mine.signerId);
}

/** True when the signer has no field at all and may sign anywhere. */
export function hasFreePlacement(view: InvitationView): boolean {
  return liveDocuments(view).every((document) => ownFields(document).length === 0);
}
