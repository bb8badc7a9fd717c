// The routes by which a browser signs in with the organisation; whatever goes wrong is told on the sign-in page.
import { DEFAULT_WORKSPACE_ID } from "../../domain/actor.ts";
import { recordRefusal } from "../../domain/audit/record-refusal.ts";
import { signInPerson } from "../../domain/people/sign-in-person.ts";
import { SignInError } from "../../identity/sign-in-error.ts";
import { SESSION_COOKIE, sessionCookieOptions } from "../authenticate.ts";
import type { HttpContext, Organisation } from "../context.ts";
import type { Handlers, RouteInput } from "../handlers.ts";
import { localPath } from "../local-path.ts";
import { originOf, unknownActor } from "../origin.ts";
import { openSignIn, SIGN_IN_COOKIE, SIGN_IN_LIFETIME_MS, sealSignIn } from "../sign-in-cookie.ts";

type Names = "getSignInMethods" | "startOrganisationSignIn" | "finishOrganisationSignIn";
type Browser = Pick<RouteInput<never>, "request" | "reply">;

const queryOf = (url: string): URLSearchParams => new URLSearchParams(url.split("?").slice(1).join("?"));

export const organisationRoutes = (context: HttpContext): Pick<Handlers, Names> => {
  const sessionOptions = sessionCookieOptions(context.http);
  // Lax, since the provider leads back here from another site; for these two routes alone.
  const signInOptions = { ...sessionOptions, path: "/api/session/oidc", sameSite: "lax" } as const;

  const configured = (): Organisation => {
    if (context.organisation !== undefined) return context.organisation;
    throw new SignInError("not_configured", "OIDC_ISSUER is not set");
  };

  const leadTo = ({ reply }: Browser, location: string) =>
    reply.header("cache-control", "no-store").redirect(location);

  /** The page knows the words for each problem, so that no link can put words of its own there. */
  const tell = async (browser: Browser, error: unknown, next: string) => {
    const problem = error instanceof SignInError ? error.problem : "failed";
    await recordRefusal(context, unknownActor(browser.request), {
      action: "session.refused",
      details: { reason: problem },
    });
    if (error instanceof SignInError) {
      browser.request.log.warn({ problem, reason: error.message }, "sign-in with the organisation refused");
    } else browser.request.log.error({ err: error }, "sign-in with the organisation failed");
    const search = new URLSearchParams({ problem, ...(next === "/" ? {} : { next }) });
    return leadTo(browser, `/sign-in?${search}`);
  };

  return {
    getSignInMethods: async () => ({ organisation: context.organisation !== undefined }),

    startOrganisationSignIn: async (browser) => {
      const next = localPath(browser.query.next);
      try {
        const { url, checks } = await configured().provider.begin();
        browser.reply.setCookie(SIGN_IN_COOKIE, sealSignIn(context, { checks, next }), {
          ...signInOptions,
          maxAge: SIGN_IN_LIFETIME_MS / 1000,
        });
        return leadTo(browser, url.href);
      } catch (error) {
        return await tell(browser, error, next);
      }
    },

    finishOrganisationSignIn: async (browser) => {
      const { request, reply } = browser;
      // An answer has one try, whatever comes of it.
      reply.clearCookie(SIGN_IN_COOKIE, signInOptions);
      let next = "/";
      try {
        const { provider, roles } = configured();
        const answer = queryOf(request.url);
        const underWay = openSignIn(context, request.cookies[SIGN_IN_COOKIE]);
        next = localPath(underWay.next);
        if (answer.get("state") !== underWay.checks.state) {
          throw new SignInError("mismatch", "the answer belongs to another sign-in");
        }
        const identity = await provider.complete(answer, underWay.checks);
        const session = await signInPerson(context, DEFAULT_WORKSPACE_ID, identity, roles, originOf(request));
        reply.setCookie(SESSION_COOKIE, session.cookie, { ...sessionOptions, expires: session.expiresAt });
        return leadTo(browser, next);
      } catch (error) {
        return await tell(browser, error, next);
      }
    },
  };
};
