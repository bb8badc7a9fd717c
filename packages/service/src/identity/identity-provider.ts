// Signs people in at an OpenID Connect provider: authorization code with PKCE, state and nonce.
import * as oidc from "openid-client";
import type { Clock } from "../clock/clock.ts";
import type { OidcConfig } from "../config/config.ts";
import type { Log } from "../log/log.ts";
import { createDiscovery, type DiscoveryState } from "./discovery.ts";
import { type Identity, identityOf } from "./identity.ts";
import { signInFailure } from "./sign-in-error.ts";

/** What this desk has to remember of a sign-in until its answer comes; secret, except towards the browser it belongs to. */
export type SignInChecks = { state: string; nonce: string; verifier: string };

export type IdentityProvider = {
  /** @throws SignInError `provider` */
  begin(): Promise<{ url: URL; checks: SignInChecks }>;
  /**
   * Redeems what the provider gave the browser.
   *
   * @throws SignInError `refused`, `mismatch`, `used`, `provider` or `unproved`
   */
  complete(answer: URLSearchParams, checks: SignInChecks): Promise<Identity>;
  /** What is known without waiting; looks again in the background when that is old. */
  state(): DiscoveryState;
};

export type IdentityProviderOptions = Pick<OidcConfig, "issuer" | "clientId" | "clientSecret" | "scope"> & {
  /** Of this desk, as it is registered with the provider. */
  redirectUrl: string;
  clock: Clock;
  log: Log;
};

/** Asks nothing of the provider before it is used. */
export const createIdentityProvider = (options: IdentityProviderOptions): IdentityProvider => {
  const discovery = createDiscovery(options);
  return {
    async begin() {
      try {
        const configuration = await discovery.configuration();
        const checks = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        };
        const url = oidc.buildAuthorizationUrl(configuration, {
          redirect_uri: options.redirectUrl,
          scope: options.scope,
          state: checks.state,
          nonce: checks.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
          code_challenge_method: "S256",
        });
        return { url, checks };
      } catch (cause) {
        // Nothing about the person is known yet.
        throw signInFailure(cause, "provider");
      }
    },

    async complete(answer, { state, nonce, verifier }) {
      try {
        const configuration = await discovery.configuration();
        const url = new URL(options.redirectUrl);
        url.search = answer.toString();
        const tokens = await oidc.authorizationCodeGrant(configuration, url, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        return await identityOf(configuration, tokens);
      } catch (cause) {
        throw signInFailure(cause);
      }
    },

    state: discovery.state,
  };
};
