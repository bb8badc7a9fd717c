// The routes of keys and of the browser's session.
import type { Session as WireSession } from "@creditnexus/contract";
import type { Actor } from "../../domain/actor.ts";
import { recordRefusal } from "../../domain/audit/record-refusal.ts";
import { authenticateKey } from "../../domain/keys/authenticate-key.ts";
import { insertKey } from "../../domain/keys/insert-key.ts";
import { listKeys } from "../../domain/keys/list-keys.ts";
import { revokeKey } from "../../domain/keys/revoke-key.ts";
import { csrfToken, endSession, openSession } from "../../domain/keys/sessions.ts";
import { keyToWire } from "../../domain/keys/wire.ts";
import { UnauthenticatedError } from "../../errors.ts";
import { SESSION_COOKIE, sessionCookieOptions } from "../authenticate.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { unknownActor, withOrigin } from "../origin.ts";
import { shownOnce } from "../shown-once.ts";
import { createSignInLimiter } from "../sign-in-limiter.ts";

type Names = "createKey" | "listKeys" | "revokeKey" | "signIn" | "getSession" | "signOut";

export const accessRoutes = (context: HttpContext): Pick<Handlers, Names> => {
  const limiter = createSignInLimiter(context.clock);
  const cookieOptions = sessionCookieOptions(context.http);

  const describe = (actor: Actor, expiresAt: Date, csrf: string): WireSession => ({
    actor: {
      key_id: actor.keyId,
      person_id: actor.personId ?? null,
      name: actor.name,
      role: actor.role,
    },
    csrf_token: csrf,
    expires_at: expiresAt.toISOString(),
    provider: context.settings.provider,
    sandbox_url: context.http.sandboxUrl ?? null,
    mail: context.mails.transport,
    max_upload_bytes: context.settings.maxUploadBytes,
  });

  return {
    createKey: async (input) => {
      const made = { what: "key", instead: "revoke it and make another with a new Idempotency-Key" };
      return shownOnce(context, input, made, async (record) => {
        const { actor, body } = input;
        return context.db.transaction().execute(async (transaction) => {
          const { key, text } = await insertKey(context, transaction, actor, body);
          await record(transaction, key.keyId);
          return { ...keyToWire(key), key: text };
        });
      });
    },

    listKeys: async ({ actor }) => ({
      keys: (await listKeys(context, actor.workspaceId)).map(keyToWire),
    }),

    revokeKey: async ({ actor, params }) => keyToWire(await revokeKey(context, actor, params.key_id)),

    signIn: async ({ body, request, reply }) => {
      limiter.check(request.ip);
      const actor = await authenticateKey(context, body.key.trim());
      if (actor === undefined) {
        limiter.failed(request.ip);
        await recordRefusal(context, unknownActor(request), {
          action: "session.refused",
          details: { reason: "invalid_key" },
        });
        throw new UnauthenticatedError({
          code: "unauthenticated",
          message: "The key is not valid: check that it is whole and was not revoked.",
        });
      }
      const session = await openSession(context, withOrigin(actor, request));
      reply.setCookie(SESSION_COOKIE, session.cookie, { ...cookieOptions, expires: session.expiresAt });
      return describe(actor, session.expiresAt, csrfToken(session.cookie));
    },

    getSession: async ({ actor, session, request }) => {
      const cookie = request.cookies[SESSION_COOKIE];
      // Asked with a key there is no session that could end and nothing to forge; the shape stays the same.
      const expiresAt = session?.expiresAt ?? new Date(context.clock.now().getTime() + 86_400_000);
      return describe(actor, expiresAt, session && cookie ? csrfToken(cookie) : "");
    },

    signOut: async ({ actor, request, reply }) => {
      const cookie = request.cookies[SESSION_COOKIE];
      if (cookie !== undefined) await endSession(context, actor, cookie);
      reply.clearCookie(SESSION_COOKIE, cookieOptions);
      return undefined;
    },
  };
};
