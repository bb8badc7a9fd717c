// Who may sign when: a pure function over the invitations of one request.
import type { InvitationStatus } from "../signing/session.ts";

/** An invitation and the documents and orders it covers. */
export interface OrderedInvitation {
  invitationId: string;
  state: InvitationStatus;
  entries: { documentPosition: number; order?: number; deleted: boolean }[];
}

/**
 * The states that should be. Signed stays signed; an invitation whose documents are all deleted is cancelled;
 * another is open once nobody with a lower order on one of its documents is still to sign. A missing order
 * comes before 1, so that signers without one go first, side by side.
 */
export function nextStates(invitations: readonly OrderedInvitation[]): Map<string, InvitationStatus> {
  const states = new Map<string, InvitationStatus>();
  for (const invitation of invitations) {
    states.set(invitation.invitationId, nextState(invitation, invitations));
  }
  return states;
}

function nextState(
  invitation: OrderedInvitation,
  invitations: readonly OrderedInvitation[],
): InvitationStatus {
  if (invitation.state === "signed") return "signed";
  const live = invitation.entries.filter((entry) => !entry.deleted);
  if (live.length === 0) return "cancelled";
  return waitsFor(invitation, invitations).length > 0 ? "waiting" : "open";
}

/** Those who have to sign before `invitation`. */
export function waitsFor(
  invitation: OrderedInvitation,
  invitations: readonly OrderedInvitation[],
): OrderedInvitation[] {
  return invitations.filter(
    (other) =>
      other.invitationId !== invitation.invitationId &&
      other.state !== "signed" &&
      other.entries.some((theirs) => invitation.entries.some((mine) => comesBefore(theirs, mine))),
  );
}

type Entry = OrderedInvitation["entries"][number];

function comesBefore(theirs: Entry, mine: Entry): boolean {
  if (theirs.deleted || mine.deleted) return false;
  return theirs.documentPosition === mine.documentPosition && (theirs.order ?? 0) < (mine.order ?? 0);
}
