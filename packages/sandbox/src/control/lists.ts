// What the control API and the pages list: invitations, requests, documents.
import { defined, number } from "../db/columns.ts";
import type { Deps } from "../deps.ts";
import { type Document, listDocuments } from "../documents/store.ts";
import { SandboxError } from "../errors.ts";
import { signDocumentUrl } from "../invitations/sign-url.ts";
import { allInvitations, type Invitation, invitationsOfRequest } from "../invitations/store.ts";
import type { DocumentItem, InvitationItem, RequestItem } from "../pages-deps.ts";
import {
  findRequest,
  listRequests,
  requestDocuments,
  requestSigners,
  type SignatureRequest,
} from "../requests/store.ts";

/** In signing order: as sent, oldest request first. */
export function invitationItems(deps: Deps, requestId?: string): InvitationItem[] {
  const invitations = requestId ? invitationsOfRequest(deps.db, requestId) : allInvitations(deps.db);
  return invitations.map((invitation) => invitationItem(deps, invitation));
}

function invitationItem(deps: Deps, invitation: Invitation): InvitationItem {
  const { invitationId, requestId } = invitation;
  const entries = requestSigners(deps.db, requestId).filter((signer) => signer.invitationId === invitationId);
  const documentIds = requestDocuments(deps.db, requestId)
    .filter((document) => entries.some((entry) => entry.documentPosition === document.position))
    .map((document) => document.documentId);
  return defined({
    invitation_id: invitationId,
    signature_request_id: requestId,
    email: invitation.email,
    role: entries[0]?.role,
    order: entries[0]?.order,
    status: invitation.state,
    document_ids: documentIds,
    sign_document_url: signDocumentUrl(deps.publicUrl(), documentIds[0] ?? "", invitationId),
  });
}

/** The newest, newest first. */
export function requestItems(deps: Deps): RequestItem[] {
  return listRequests(deps.db).map((request) => requestItem(deps, request));
}

/** A page of all requests, newest first; `next_before` names where the following one begins, and is left out on the last. */
export function requestPage(
  deps: Deps,
  limit: number,
  before: string | undefined,
): { requests: RequestItem[]; next_before?: string } {
  const last = before === undefined ? undefined : findRequest(deps.db, before);
  if (before !== undefined && last === undefined) {
    throw new SandboxError(404, `Signature request "${before.slice(0, 100)}" does not exist.`);
  }
  // One more than asked for tells whether there are any.
  const found = listRequests(deps.db, limit + 1, last);
  const requests = found.slice(0, limit).map((request) => requestItem(deps, request));
  const next = found.length > limit ? requests.at(-1)?.signature_request_id : undefined;
  return defined({ requests, next_before: next });
}

function requestItem({ db }: Deps, request: SignatureRequest): RequestItem {
  const { requestId, options } = request;
  const states = new Map(invitationsOfRequest(db, requestId).map((item) => [item.invitationId, item.state]));
  const signers = requestSigners(db, requestId);
  return {
    signature_request_id: requestId,
    created_at: new Date(request.createdAt).toISOString(),
    is_completed: request.completedAt !== undefined,
    send_emails: options.sendEmails,
    embedded: options.embedded,
    bundle: options.bundle,
    documents: requestDocuments(db, requestId).map((document) => ({
      document_id: document.documentId,
      title: document.title,
      cancelled: document.deleted,
      signers: signers
        .filter((signer) => signer.documentPosition === document.position)
        .map(({ email, role, order, invitationId }) =>
          defined({ email, role, order, status: states.get(invitationId) ?? ("cancelled" as const) }),
        ),
    })),
  };
}

/** The newest, newest first. */
export function documentItems({ db }: Deps, kind?: Document["kind"]): DocumentItem[] {
  return listDocuments(db, kind).map((document) => {
    const row = db.get("SELECT size FROM contents WHERE content_id = ?", document.currentContent);
    return {
      document_id: document.documentId,
      kind: document.kind,
      title: document.title,
      page_count: document.pages.length,
      size: row ? number(row, "size") : 0,
      created_at: new Date(document.createdAt).toISOString(),
      deleted: document.deletedAt !== undefined,
      sealed: document.sealed,
    };
  });
}
