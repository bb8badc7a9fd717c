// Shows one invitation as its signer sees it, in the JSON the signing page reads.
import { accountById } from "../accounts/store.ts";
import { defined } from "../db/columns.ts";
import type { Deps } from "../deps.ts";
import type { Field } from "../fields/store.ts";
import { isLocked, mayOpen } from "../invitations/access-code.ts";
import { waitsFor } from "../invitations/order.ts";
import { invitationsOfRequest, orderedInvitations } from "../invitations/store.ts";
import type { SessionDocument, SessionField, SigningSession } from "./session.ts";
import { type DocumentView, hasFreePlacement, type InvitationView, viewInvitation } from "./view.ts";

/** @throws SandboxError 404 when there is no such invitation. */
export function buildSession(deps: Deps, invitationId: string, cookieHeader?: string): SigningSession {
  const view = viewInvitation(deps, invitationId);
  const { invitation, request, documents } = view;
  const { options } = request;
  const [first] = documents;
  const allowed = mayOpen(deps, invitation, cookieHeader);
  const title = options.bundle ? (options.bundleTitle ?? first?.entry.title) : first?.entry.title;
  const message = options.bundle ? (options.bundleMessage ?? first?.entry.message) : first?.entry.message;
  const { emailFromField, replyToEmail } = options;
  const branding = defined({ email_from_field: emailFromField, reply_to_email: replyToEmail });
  return defined({
    invitation_id: invitationId,
    status: invitation.state,
    access_code_required: !allowed,
    access_code_locked: !allowed && isLocked(invitation) ? (true as const) : undefined,
    signer: defined({ email: invitation.email, role: first?.mine.role }),
    embedded: options.embedded,
    mode: accountById(deps.db, request.accountId).mode,
    branding: Object.keys(branding).length > 0 ? branding : undefined,
    title: allowed ? (title ?? "") : "",
    message: allowed ? message : undefined,
    bundle: options.bundle,
    documents: allowed ? documents.map((document) => presentDocument(view, document)) : [],
    free_placement: hasFreePlacement(view),
    waiting_for: invitation.state === "waiting" ? waitingFor(deps, view) : undefined,
    redirect_after_signing_to_url: safeRedirect(options.redirectAfterSigningToUrl),
  });
}

/** Only http and https: a link that runs script must not become a redirect. */
export function safeRedirect(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return /^https?:$/.test(new URL(url).protocol) ? url : undefined;
}

function presentDocument(view: InvitationView, document: DocumentView): SessionDocument {
  const { invitation } = view;
  const { documentId, title, deleted } = document.entry;
  return defined({
    document_id: documentId,
    title,
    page_count: document.document.pages.length,
    pages: document.document.pages,
    content_url: `/online/api/invitations/${invitation.invitationId}/documents/${documentId}/content`,
    cancelled: deleted ? (true as const) : undefined,
    fields: deleted ? [] : document.fields.map((field) => presentField(document, field)),
  });
}

function presentField(document: DocumentView, field: Field): SessionField {
  return defined({
    field_id: field.fieldId,
    api_id: field.apiId,
    type: field.type,
    page: field.page,
    rectangle: field.rectangle,
    required: field.required,
    read_only: field.readOnly,
    label: field.label,
    content: field.content,
    submitted_content: field.submittedContent,
    group_id: field.groupId,
    max_length: field.maxLength,
    font_size: field.fontSize,
    alignment: field.alignment,
    pdf_field: field.name === undefined ? undefined : true,
    index: field.index,
    mine: field.signerId === document.mine.signerId,
    status: field.filled ? ("FILLED" as const) : ("EMPTY" as const),
  });
}

// Enough to know whom to remind, too little to harvest addresses.
function waitingFor({ db }: Deps, { invitation, request }: InvitationView): string[] {
  const ordered = orderedInvitations(db, request.requestId);
  const mine = ordered.find((item) => item.invitationId === invitation.invitationId);
  const before = new Set(mine ? waitsFor(mine, ordered).map((item) => item.invitationId) : []);
  return invitationsOfRequest(db, request.requestId)
    .filter((item) => before.has(item.invitationId))
    .map((item) => item.email.replace(/^(.)[^@]*/, "$1•••"));
}
