// Gives the human-facing pages their narrow view of the sandbox.
import { describeCallback, findCallback, listCallbacks } from "./callbacks/store.ts";
import { changeClock, readClock } from "./control/clock.ts";
import { documentItems, invitationItems, requestItems } from "./control/lists.ts";
import { changeSettings, readSettings } from "./control/settings.ts";
import type { Deps } from "./deps.ts";
import { SandboxError } from "./errors.ts";
import { describeFaults } from "./faults/store.ts";
import { findInvitation } from "./invitations/store.ts";
import { findMail, listMails } from "./mailbox/store.ts";
import type { PageDeps } from "./pages-deps.ts";
import { buildSession } from "./signing/build-session.ts";

export function createPageDeps(deps: Deps, reset: () => Promise<void>): PageDeps {
  const { db } = deps;
  return {
    publicUrl: () => deps.publicUrl(),
    session: async (invitationId, cookieHeader) =>
      findInvitation(db, invitationId) && buildSession(deps, invitationId, cookieHeader),
    mails: () => listMails(db),
    mail: (id) => findMail(db, id),
    requests: () => requestItems(deps),
    invitations: (filter) => invitationItems(deps, filter?.signature_request_id),
    documents: () => documentItems(deps),
    callbacks: () => listCallbacks(db),
    redeliver: async (callbackId) => {
      await deps.deliveries.redeliver(callbackId);
      const callback = findCallback(db, callbackId);
      if (!callback) throw new SandboxError(404, `Callback "${callbackId.slice(0, 100)}" does not exist.`);
      return describeCallback(db, callback);
    },
    settings: () => readSettings(db),
    changeSettings: (change) => changeSettings(db, change),
    clock: () => readClock(deps),
    advanceClock: (advance) => changeClock(deps, { advance }),
    faults: () => deps.faults.list(),
    faultCatalogue: describeFaults,
    certificate: () => deps.authority.certificate(),
    reset,
  };
}
