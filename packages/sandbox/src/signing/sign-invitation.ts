// Signs an invitation: checks what was entered, draws it, seals what is finished, records and announces it.
import { recordAudit } from "../audit/record.ts";
import { enqueueCompleted, enqueueDocumentSigned } from "../callbacks/enqueue.ts";
import { putContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import { setCurrentContent } from "../documents/store.ts";
import { type ErrorDetail, SandboxError } from "../errors.ts";
import { fillField } from "../fields/store.ts";
import { refreshInvitations } from "../invitations/refresh.ts";
import { writeCompleted, writeSigned } from "../mailbox/write-mails.ts";
import {
  markCompleted,
  markSigned,
  requestDocuments,
  requestSigners,
  setRequestDocumentContent,
} from "../requests/store.ts";
import { listAttachments, submitAttachments } from "./attachments.ts";
import { safeRedirect } from "./build-session.ts";
import { checkValues, type FilledField } from "./check-values.ts";
import { drawDocument } from "./draw-document.ts";
import type { EnteredDocument, Submission } from "./read-submission.ts";
import type { SignResult } from "./session.ts";
import {
  type DocumentView,
  hasFreePlacement,
  type InvitationView,
  liveDocuments,
  ownFields,
  viewInvitation,
} from "./view.ts";

const NOTHING: EnteredDocument = { values: new Map(), placements: [] };

/** One signed document: its new bytes, and whether this was the last signature on it. */
interface SignedDocument {
  view: DocumentView;
  filled: FilledField[];
  bytes: Uint8Array;
  finished: boolean;
}

/**
 * @throws SandboxError 409 when it is not this signer's turn, 422 with one detail per faulty field.
 */
export async function signInvitation(
  deps: Deps,
  invitationId: string,
  submission: Submission,
): Promise<SignResult> {
  const { requestId } = viewInvitation(deps, invitationId).request;
  return deps.locks.run(requestId, async () => {
    const view = viewInvitation(deps, invitationId);
    refuseUnlessOpen(view);
    const checked = checkSubmission(deps, view, submission);
    const signed: SignedDocument[] = [];
    for (const { document, filled, entered } of checked) {
      const finished = isLastSigner(deps, document);
      const bytes = await drawDocument(deps, view, document, { filled, entered, finished });
      signed.push({ view: document, filled, bytes, finished });
    }
    deps.db.transaction(() => {
      // A deletion may have cancelled the invitation while the PDF was drawn.
      refuseUnlessOpen(viewInvitation(deps, invitationId));
      record(deps, view, signed);
    });
    deps.deliveries.wake();
    const redirect = safeRedirect(view.request.options.redirectAfterSigningToUrl);
    return redirect === undefined ? { status: "signed" } : { status: "signed", redirect_url: redirect };
  });
}

function refuseUnlessOpen({ invitation }: InvitationView): void {
  switch (invitation.state) {
    case "open":
      return;
    case "waiting":
      throw new SandboxError(409, "Others have to sign before this signer.");
    case "signed":
      throw new SandboxError(409, "This invitation has been signed already.");
    case "cancelled":
      throw new SandboxError(409, "This invitation was cancelled.");
  }
}

interface CheckedDocument {
  document: DocumentView;
  filled: FilledField[];
  entered: EnteredDocument;
}

function checkSubmission(deps: Deps, view: InvitationView, submission: Submission): CheckedDocument[] {
  const details: ErrorDetail[] = [];
  const live = liveDocuments(view);
  for (const documentId of submission.keys()) {
    if (live.some(({ entry }) => entry.documentId === documentId)) continue;
    details.push({ message: `Document "${documentId.slice(0, 100)}" is not part of this invitation.` });
  }
  const attachments = listAttachments(deps.db, view.invitation.invitationId);
  const checked = live.map((document) => {
    const entered = submission.get(document.entry.documentId) ?? NOTHING;
    const pageCount = document.document.pages.length;
    const result = checkValues(ownFields(document), entered.values, attachments, pageCount);
    details.push(...result.details, ...checkPlacements(view, document, entered));
    return { document, filled: result.filled, entered };
  });
  const placed = checked.some(({ entered }) => entered.placements.length > 0);
  if (hasFreePlacement(view) && !placed) {
    details.push({ message: "A signature is required: place one anywhere on the document." });
  }
  if (details.length > 0) throw new SandboxError(422, "Some fields need attention.", { details });
  return checked;
}

function checkPlacements(
  view: InvitationView,
  { document }: DocumentView,
  entered: EnteredDocument,
): ErrorDetail[] {
  if (entered.placements.length === 0) return [];
  if (!hasFreePlacement(view)) return [{ message: "This signer has fields; sign in those." }];
  return entered.placements
    .filter(({ page }) => document.pages[page] === undefined)
    .map(({ page }) => ({ message: `There is no page ${page} to place a signature on.` }));
}

function isLastSigner(deps: Deps, { entry, mine }: DocumentView): boolean {
  return requestSigners(deps.db, entry.requestId).every(
    (signer) =>
      signer.documentPosition !== entry.position ||
      signer.signerId === mine.signerId ||
      signer.signedAt !== undefined,
  );
}

function record(deps: Deps, view: InvitationView, signed: readonly SignedDocument[]): void {
  const { db, clock } = deps;
  const { invitation, request } = view;
  const { requestId, options } = request;
  const { email, invitationId } = invitation;
  const at = clock.now();
  const positions = signed.map(({ view: document }) => document.entry.position);
  markSigned(db, invitationId, positions, at);
  for (const { view: document, filled, bytes, finished } of signed) {
    const { documentId } = document.entry;
    for (const { field, submitted } of filled) fillField(db, field.fieldId, submitted);
    submitAttachments(db, invitationId, filled);
    const content = putContent(db, bytes);
    setRequestDocumentContent(db, document.entry, content, finished);
    setCurrentContent(db, documentId, content, finished);
    recordAudit(db, at, { action: "document_signed", requestId, documentId, email });
    if (finished) recordAudit(db, at, { action: "document_sealed", requestId, documentId });
    enqueueDocumentSigned(deps, request, { documentId, email: document.mine.email, at });
  }
  if (options.sendEmails)
    writeSigned(
      deps,
      request,
      email,
      signed.map((item) => item.view.entry.title),
    );
  const signers = requestSigners(db, requestId);
  if (signers.every((signer) => signer.signedAt !== undefined)) {
    markCompleted(db, requestId, at);
    recordAudit(db, at, { action: "request_completed", requestId });
    // One millisecond later, as in the samples.
    enqueueCompleted(deps, request, at + 1);
    if (options.sendEmails) {
      const titles = requestDocuments(db, requestId).map((document) => document.title);
      writeCompleted(deps, request, [...new Set(signers.map((signer) => signer.email))], titles);
    }
  }
  refreshInvitations(deps, request);
}
