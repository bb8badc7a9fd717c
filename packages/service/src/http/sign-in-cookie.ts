// Keeps what a sign-in with the organisation has to remember in the browser it was begun in, sealed and for a short time.
import { z } from "zod";
import type { Clock } from "../clock/clock.ts";
import type { Vault } from "../domain/secrets/vault.ts";
import type { SignInChecks } from "../identity/identity-provider.ts";
import { SignInError } from "../identity/sign-in-error.ts";

export const SIGN_IN_COOKIE = "creditnexus_sign_in";

/** Time for a person to sign in at the provider, with a second factor. */
export const SIGN_IN_LIFETIME_MS = 600_000;

const CONTEXT = "sign-in with the organisation";

const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  expires: z.number(),
});

export type SignInUnderWay = { checks: SignInChecks /** A path of this desk. */; next: string };

export const sealSignIn = (
  deps: { vault: Vault; clock: Clock },
  { checks: { state, nonce, verifier }, next }: SignInUnderWay,
): string => {
  const expires = deps.clock.now().getTime() + SIGN_IN_LIFETIME_MS;
  const kept: z.infer<typeof Kept> = { state, nonce, verifier, next, expires };
  return deps.vault.seal(JSON.stringify(kept), CONTEXT).toString("base64url");
};

const openCookie = (vault: Vault, cookie: string): z.infer<typeof Kept> => {
  try {
    return Kept.parse(JSON.parse(vault.open(Buffer.from(cookie, "base64url"), CONTEXT)));
  } catch (cause) {
    throw new SignInError("mismatch", "the cookie of the sign-in was not made by this desk", cause);
  }
};

/** @throws SignInError `mismatch` without a cookie of ours; `expired` */
export const openSignIn = (
  deps: { vault: Vault; clock: Clock },
  cookie: string | undefined,
): SignInUnderWay => {
  if (cookie === undefined) throw new SignInError("mismatch", "the browser brought no cookie of a sign-in");
  const { next, expires, ...checks } = openCookie(deps.vault, cookie);
  if (expires <= deps.clock.now().getTime()) throw new SignInError("expired", "the sign-in took too long");
  return { checks, next };
};
