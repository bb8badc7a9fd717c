// A request as DigiSigner answers it: flags always, everything else only when it was sent or made.
import type * as Wire from "@creditnexus/digisigner/wire";
import { defined } from "../db/columns.ts";
import type { Deps } from "../deps.ts";
import { signDocumentUrl } from "../invitations/sign-url.ts";
import {
  type RequestDocument,
  requestDocuments,
  requestSigners,
  type SignatureRequest,
  type Signer,
} from "./store.ts";

export function presentRequest(deps: Deps, request: SignatureRequest): Wire.SignatureRequest {
  const { options } = request;
  const signers = requestSigners(deps.db, request.requestId);
  const documents = requestDocuments(deps.db, request.requestId);
  return defined({
    signature_request_id: request.requestId,
    is_completed: request.completedAt !== undefined,
    send_emails: options.sendEmails,
    embedded: options.embedded,
    use_text_tags: options.useTextTags,
    hide_text_tags: options.hideTextTags,
    send_documents_as_bundle: options.bundle,
    send_reminder_emails: options.sendReminderEmails,
    redirect_for_signing_to_url: options.redirectForSigningToUrl,
    redirect_after_signing_to_url: options.redirectAfterSigningToUrl,
    bundle_title: options.bundleTitle,
    bundle_subject: options.bundleSubject,
    bundle_message: options.bundleMessage,
    documents: documents.map((document) => presentDocument(deps, document, signers)),
  });
}

function presentDocument(deps: Deps, document: RequestDocument, signers: readonly Signer[]): Wire.Document {
  const own = signers.filter((signer) => signer.documentPosition === document.position);
  return {
    signers: own.map((signer) => presentSigner(deps, document, signer)),
    document_id: document.documentId,
    title: document.title,
    subject: document.subject,
    message: document.message,
  };
}

function presentSigner(deps: Deps, document: RequestDocument, signer: Signer): Wire.Signer {
  return defined({
    email: signer.email,
    is_signature_completed: signer.signedAt !== undefined,
    role: signer.role,
    order: signer.order,
    sign_document_url: signDocumentUrl(deps.publicUrl(), document.documentId, signer.invitationId),
  });
}
