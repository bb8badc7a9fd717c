// Brings the invitations of a request to the states they should have, and invites whoever's turn it has become.
import type { Deps } from "../deps.ts";
import { writeInvitation } from "../mailbox/write-mails.ts";
import { requestDocuments, requestSigners, type SignatureRequest } from "../requests/store.ts";
import { nextStates } from "./order.ts";
import {
  type Invitation,
  invitationsOfRequest,
  markInvited,
  orderedInvitations,
  setInvitationState,
} from "./store.ts";

/** Call inside the transaction that changed a signer or a document. */
export function refreshInvitations(deps: Deps, request: SignatureRequest): void {
  const { db, clock } = deps;
  const states = nextStates(orderedInvitations(db, request.requestId));
  for (const invitation of invitationsOfRequest(db, request.requestId)) {
    const state = states.get(invitation.invitationId) ?? invitation.state;
    if (state !== invitation.state) setInvitationState(db, invitation.invitationId, state);
    if (state !== "open" || invitation.invitedAt !== undefined) continue;
    markInvited(db, invitation.invitationId, clock.now());
    if (request.options.sendEmails) writeInvitation(deps, request, invitation, documentsOf(deps, invitation));
  }
}

function documentsOf({ db }: Deps, invitation: Invitation): ReturnType<typeof requestDocuments> {
  const positions = new Set(
    requestSigners(db, invitation.requestId)
      .filter((signer) => signer.invitationId === invitation.invitationId)
      .map((signer) => signer.documentPosition),
  );
  return requestDocuments(db, invitation.requestId).filter((item) => positions.has(item.position));
}
