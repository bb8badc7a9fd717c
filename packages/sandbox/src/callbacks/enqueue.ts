// Writes the two events as callbacks to deliver, inside the transaction that makes them true.
import { randomUUID } from "node:crypto";
import type { Event } from "@creditnexus/digisigner/wire";
import { accountById } from "../accounts/store.ts";
import type { Deps } from "../deps.ts";
import { requestDocuments, requestSigners, type SignatureRequest } from "../requests/store.ts";
import { wireJson } from "../wire/json.ts";
import { insertCallback } from "./store.ts";

/** One signer has signed one document. */
export function enqueueDocumentSigned(
  deps: Deps,
  request: SignatureRequest,
  signed: { documentId: string; email: string; at: number },
): void {
  enqueue(deps, request, {
    event_time: signed.at,
    event_type: "DOCUMENT_SIGNED",
    document_id: signed.documentId,
    signer_email: signed.email,
  });
}

/** Every signer of every document is done; the payload has the shape of 2015. */
export function enqueueCompleted(deps: Deps, request: SignatureRequest, at: number): void {
  const signers = requestSigners(deps.db, request.requestId);
  const documents = requestDocuments(deps.db, request.requestId).map((document) => ({
    signers: signers
      .filter((signer) => signer.documentPosition === document.position)
      .map((signer) => ({ email: signer.email, is_signature_completed: signer.signedAt !== undefined })),
    document_id: document.documentId,
  }));
  enqueue(deps, request, {
    event_time: at,
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: { signature_request_id: request.requestId, is_completed: true, documents },
  });
}

function enqueue({ db, clock, faults }: Deps, request: SignatureRequest, event: Event): void {
  const account = accountById(db, request.accountId);
  const signed = event.event_type === "DOCUMENT_SIGNED";
  const url = signed ? account.documentSignedUrl : account.signatureRequestCompletedUrl;
  // A callback that goes nowhere uses up no delay.
  const delay =
    url === undefined ? undefined : faults.take("callback_delay", { event_type: event.event_type });
  insertCallback(db, {
    callbackId: randomUUID(),
    accountId: account.accountId,
    requestId: request.requestId,
    eventType: event.event_type,
    ...(signed ? { documentId: event.document_id, signerEmail: event.signer_email } : {}),
    payload: wireJson(event),
    state: url === undefined ? "no_url" : "pending",
    tries: 0,
    ...(url === undefined ? {} : { nextDue: clock.now() + Number(delay?.minutes ?? 0) * 60_000 }),
    createdAt: clock.now(),
  });
}
