// Access codes: kept only as a salted scrypt hash, entered once per browser, a limited number of tries.
import { createHash, randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import { recordAudit } from "../audit/record.ts";
import { ACCESS_CODE_TRIES } from "../choices.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import { countWrongCode, type Invitation } from "./store.ts";

// Low cost on purpose: tries are counted, and a send with hundreds of signers must stay quick.
const COST = { N: 1024, r: 8, p: 1 };

export function hashAccessCode(code: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(code, salt, 32, COST).toString("hex")}`;
}

function matches(code: string, stored: string): boolean {
  const [salt = "", hash = ""] = stored.split(":");
  const given = scryptSync(code, Buffer.from(salt, "hex"), 32, COST);
  return timingSafeEqual(given, Buffer.from(hash, "hex"));
}

export function isLocked(invitation: Invitation): boolean {
  return invitation.wrongCodes >= ACCESS_CODE_TRIES;
}

/**
 * Checks a code and returns the token of a grant, to be kept in a cookie.
 *
 * @throws SandboxError 403 when it is wrong, 429 when the tries are used up.
 */
export function enterAccessCode(deps: Deps, invitation: Invitation, code: string): string {
  const { db, clock } = deps;
  const { invitationId, requestId, email } = invitation;
  if (isLocked(invitation)) {
    throw new SandboxError(429, "Too many wrong access codes. Ask the sender for a new invitation.");
  }
  if (!matches(code, invitation.accessCodeHash ?? "")) {
    countWrongCode(db, invitationId);
    recordAudit(db, clock.now(), { action: "access_code_refused", requestId, email });
    const left = ACCESS_CODE_TRIES - invitation.wrongCodes - 1;
    throw new SandboxError(403, `This access code is wrong. Tries left: ${left}.`);
  }
  const token = randomBytes(32).toString("base64url");
  db.run("INSERT INTO access_grants VALUES (?, ?, ?)", digest(token), invitationId, clock.now());
  recordAudit(db, clock.now(), { action: "access_code_accepted", requestId, email });
  return token;
}

/** Name of the cookie that carries the grant of one invitation. */
export function grantCookieName(invitationId: string): string {
  return `sandbox_access_${createHash("sha256").update(invitationId).digest("hex").slice(0, 16)}`;
}

/** True when the invitation has no code, or the cookies carry a grant for it. */
export function mayOpen(deps: Deps, invitation: Invitation, cookieHeader: string | undefined): boolean {
  if (invitation.accessCodeHash === undefined) return true;
  const name = grantCookieName(invitation.invitationId);
  const cookie = (cookieHeader ?? "").split(/;\s*/).find((item) => item.startsWith(`${name}=`));
  if (cookie === undefined) return false;
  const token = digest(cookie.slice(name.length + 1));
  const row = deps.db.get(
    "SELECT 1 AS granted FROM access_grants WHERE token_hash = ? AND invitation_id = ?",
    token,
    invitation.invitationId,
  );
  return row !== undefined;
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
