// Decides who calls: by key, or by the session cookie of the dashboard.
import { timingSafeEqual } from "node:crypto";
import { type Role, roleIncludes } from "@creditnexus/contract";
import type { FastifyRequest } from "fastify";
import type { Actor } from "../domain/actor.ts";
import type { AuditActor } from "../domain/audit/entry.ts";
import { recordRefusal } from "../domain/audit/record-refusal.ts";
import type { Deps } from "../domain/deps.ts";
import { authenticateKey } from "../domain/keys/authenticate-key.ts";
import { csrfToken, findSession, type Session } from "../domain/keys/sessions.ts";
import { ForbiddenError, UnauthenticatedError } from "../errors.ts";
import { pathOf } from "./answer-errors.ts";
import type { HttpSettings } from "./context.ts";
import { unknownActor, withOrigin } from "./origin.ts";

export const SESSION_COOKIE = "creditnexus_session";

export const sessionCookieOptions = ({ publicUrl }: Pick<HttpSettings, "publicUrl">) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: publicUrl?.startsWith("https:") ?? false,
  }) as const;

type AuthDeps = Pick<Deps, "db" | "clock">;

export type Caller = { actor: Actor; session: Session | undefined };

/** The key of `Authorization: Bearer <key>` or of Basic with the key as user, as DigiSigner's own API takes it. */
const presentedKey = (header: string | undefined): string | undefined => {
  const [, scheme, value] = /^(bearer|basic) +(\S+)$/i.exec(header?.trim() ?? "") ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() === "bearer") return value;
  return Buffer.from(value, "base64").toString("utf8").split(":", 1)[0];
};

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Longer ones are of no use to a reader. */
const PATH_KEPT = 200;

const refused = (
  deps: AuthDeps,
  request: FastifyRequest,
  actor: AuditActor,
  details: { reason: "invalid_key" | "role" | "csrf"; needed?: Role },
): Promise<void> =>
  recordRefusal(deps, actor, {
    action: "access.refused",
    details: { ...details, method: request.method, path: pathOf(request).slice(0, PATH_KEPT) },
  });

const checkCsrf = async (
  deps: AuthDeps,
  request: FastifyRequest,
  actor: Actor,
  cookie: string,
): Promise<void> => {
  if (request.method === "GET" || request.method === "HEAD") return;
  const sent = request.headers["x-csrf-token"];
  if (typeof sent === "string" && isSame(sent, csrfToken(cookie))) return;
  await refused(deps, request, actor, { reason: "csrf" });
  throw new ForbiddenError({
    code: "csrf",
    message:
      "A changing call with a session cookie needs the session's csrf_token in X-CSRF-Token: read it from GET /api/session.",
  });
};

/**
 * @throws UnauthenticatedError without a valid key or session; ForbiddenError `csrf` or, for a weaker role, `forbidden`.
 */
export const authenticate = async (
  deps: AuthDeps,
  request: FastifyRequest,
  needed: Role,
): Promise<Caller> => {
  const caller = await identify(deps, request);
  if (roleIncludes(caller.actor.role, needed)) return caller;
  await refused(deps, request, caller.actor, { reason: "role", needed });
  throw new ForbiddenError({ code: "forbidden", message: tooWeak(caller.actor, needed) });
};

const tooWeak = ({ name, role, personId }: Actor, needed: Role): string =>
  personId === undefined
    ? `The key ${name} is a ${role}, this call needs a ${needed}: use another key.`
    : `${name} is a ${role}, this call needs a ${needed}: ask whoever gives the roles in your organisation, then sign in again.`;

const identify = async (deps: AuthDeps, request: FastifyRequest): Promise<Caller> => {
  const key = presentedKey(request.headers.authorization);
  if (key !== undefined) {
    const actor = await authenticateKey(deps, key);
    if (actor !== undefined) return { actor: withOrigin(actor, request), session: undefined };
    await refused(deps, request, unknownActor(request), { reason: "invalid_key" });
    throw new UnauthenticatedError({
      code: "unauthenticated",
      message: "The key is not valid: check that it is whole and was not revoked.",
    });
  }
  const cookie = request.cookies[SESSION_COOKIE];
  const session = cookie === undefined ? undefined : await findSession(deps, cookie);
  if (cookie === undefined || session === undefined) {
    throw new UnauthenticatedError({
      code: "unauthenticated",
      message: "This call needs a key: send Authorization: Bearer <key>, or sign in at the dashboard.",
    });
  }
  const actor = withOrigin(session.actor, request);
  await checkCsrf(deps, request, actor, cookie);
  return { actor, session };
};
