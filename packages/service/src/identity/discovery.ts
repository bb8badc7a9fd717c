// Learns what the provider can do from its discovery document, and keeps it for a while.
import * as oidc from "openid-client";
import type { IdentityProviderOptions } from "./identity-provider.ts";
import { causeWord, SignInError } from "./sign-in-error.ts";

export type DiscoveryState =
  | { kind: "unknown" }
  | { kind: "reached" }
  | { kind: "failed" /** A word or a short sentence, without addresses. */; reason: string };

/** A provider may move its endpoints; a sign-in notices within this time. */
const FRESH_MS = 300_000;
/** A provider that is away is not asked by every visitor anew. */
const FAILED_MS = 5_000;
const TIMEOUT_SECONDS = 10;

type Found = { at: number; configuration: Promise<oidc.Configuration> };

export const createDiscovery = (
  options: IdentityProviderOptions,
): { configuration(): Promise<oidc.Configuration>; state(): DiscoveryState } => {
  let found: Found | undefined;
  let state: DiscoveryState = { kind: "unknown" };

  const begin = (): Found => {
    const configuration = discover(options);
    configuration.then(
      () => {
        if (state.kind === "failed") options.log.info({}, "identity provider reached again");
        state = { kind: "reached" };
      },
      (error: unknown) => {
        const reason = causeWord(error);
        if (state.kind !== "failed") options.log.warn({ reason }, "identity provider not reached");
        state = { kind: "failed", reason };
      },
    );
    return { at: options.clock.now().getTime(), configuration };
  };

  const current = (): Found => {
    const keptMs = state.kind === "failed" ? FAILED_MS : FRESH_MS;
    const age = found === undefined ? Number.POSITIVE_INFINITY : options.clock.now().getTime() - found.at;
    if (found === undefined || age > keptMs) found = begin();
    return found;
  };

  return {
    configuration: () => current().configuration,
    state() {
      current();
      return state;
    },
  };
};

const discover = async (options: IdentityProviderOptions): Promise<oidc.Configuration> => {
  const { issuer, clientId, clientSecret } = options;
  const secret = clientSecret.reveal();
  const server = new URL(issuer);
  const authenticate: oidc.ClientAuth = (as, client, body, headers) => {
    // What a provider does not list it is asked for in the one way that every provider has to know.
    const takesPost = as.token_endpoint_auth_methods_supported?.includes("client_secret_post") ?? false;
    const method = takesPost ? oidc.ClientSecretPost(secret) : oidc.ClientSecretBasic(secret);
    method(as, client, body, headers);
  };
  const configuration = await oidc.discovery(server, clientId, undefined, authenticate, {
    timeout: TIMEOUT_SECONDS,
    execute: [
      oidc.enableNonRepudiationChecks,
      // The configuration allows http on loopback only.
      ...(server.protocol === "http:" ? [oidc.allowInsecureRequests] : []),
    ],
  });
  // The library is lenient with some vendors, whose shared endpoints would let in the people of every other organisation.
  const told = configuration.serverMetadata().issuer;
  if (URL.parse(told)?.href !== server.href) {
    throw new SignInError("provider", "the provider names itself otherwise than OIDC_ISSUER does");
  }
  return configuration;
};
