// Invitations: the links that let a signer in, one per signer and document, or one per signer of a bundle.
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import { findRequest, requestDocuments, requestSigners } from "../requests/store.ts";
import type { InvitationStatus } from "../signing/session.ts";
import type { OrderedInvitation } from "./order.ts";

export interface Invitation {
  invitationId: string;
  requestId: string;
  position: number;
  email: string;
  state: InvitationStatus;
  accessCodeHash?: string;
  wrongCodes: number;
  /** When its mail went out, or would have. */
  invitedAt?: number;
  signedAt?: number;
}

const STATES: readonly InvitationStatus[] = ["waiting", "open", "signed", "cancelled"];

function toInvitation(row: Row): Invitation {
  const state = text(row, "state");
  return defined({
    invitationId: text(row, "invitation_id"),
    requestId: text(row, "request_id"),
    position: number(row, "position"),
    email: text(row, "email"),
    state: STATES.find((known) => known === state) ?? "cancelled",
    accessCodeHash: optionalText(row, "access_code_hash"),
    wrongCodes: number(row, "wrong_codes"),
    invitedAt: optionalNumber(row, "invited_at"),
    signedAt: optionalNumber(row, "signed_at"),
  });
}

export function insertInvitation(db: Db, invitation: Invitation): void {
  db.run(
    `INSERT INTO invitations (invitation_id, request_id, position, email, state, access_code_hash)
     VALUES (?, ?, ?, ?, ?, ?)`,
    invitation.invitationId,
    invitation.requestId,
    invitation.position,
    invitation.email,
    invitation.state,
    invitation.accessCodeHash ?? null,
  );
}

export function findInvitation(db: Db, invitationId: string): Invitation | undefined {
  const row = db.get("SELECT * FROM invitations WHERE invitation_id = ?", invitationId);
  return row && toInvitation(row);
}

/** In the order they were sent. */
export function invitationsOfRequest(db: Db, requestId: string): Invitation[] {
  return db
    .all("SELECT * FROM invitations WHERE request_id = ? ORDER BY position", requestId)
    .map(toInvitation);
}

/** The newest 2,000, oldest request first. */
export function allInvitations(db: Db): Invitation[] {
  return db
    .all(
      `SELECT invitations.* FROM invitations JOIN requests USING (request_id)
       ORDER BY requests.seq DESC, invitations.position DESC LIMIT 2000`,
    )
    .map(toInvitation)
    .reverse();
}

export function setInvitationState(db: Db, invitationId: string, state: InvitationStatus): void {
  db.run("UPDATE invitations SET state = ? WHERE invitation_id = ?", state, invitationId);
}

export function markInvited(db: Db, invitationId: string, at: number): void {
  db.run("UPDATE invitations SET invited_at = ? WHERE invitation_id = ?", at, invitationId);
}

/** Of a bundle's entries for one address, the first with an access code protects them all. */
export function addAccessCode(db: Db, invitationId: string, hash: string): void {
  db.run(
    "UPDATE invitations SET access_code_hash = ? WHERE invitation_id = ? AND access_code_hash IS NULL",
    hash,
    invitationId,
  );
}

export function countWrongCode(db: Db, invitationId: string): void {
  db.run("UPDATE invitations SET wrong_codes = wrong_codes + 1 WHERE invitation_id = ?", invitationId);
}

/** The invitations of a request with what decides their order. */
export function orderedInvitations(db: Db, requestId: string): OrderedInvitation[] {
  const deleted = new Map(requestDocuments(db, requestId).map((item) => [item.position, item.deleted]));
  const signers = requestSigners(db, requestId);
  const bundle = findRequest(db, requestId)?.options.bundle ?? false;
  return invitationsOfRequest(db, requestId).map(({ invitationId, state }) => {
    const entries = signers
      .filter((signer) => signer.invitationId === invitationId)
      .map(({ documentPosition, order }) =>
        defined({ documentPosition, order, deleted: deleted.get(documentPosition) ?? true }),
      );
    return { invitationId, state, entries: bundle ? asOneDocument(entries) : entries };
  });
}

// A bundle is signed in one go, so its signers follow each other through the whole bundle: judged per document,
// two signers with crossed orders would wait for each other for ever.
function asOneDocument(entries: OrderedInvitation["entries"]): OrderedInvitation["entries"] {
  const order = Math.min(...entries.map((entry) => entry.order ?? 0));
  const deleted = entries.every((entry) => entry.deleted);
  return entries.length === 0 ? [] : [{ documentPosition: 0, order, deleted }];
}
