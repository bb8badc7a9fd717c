// Tells whether calls to DigiSigner, and to the organisation's identity provider, go out at this moment.
import { type Finding, pass, warn } from "@creditnexus/contract";
import type { IdentityProvider } from "../../identity/identity-provider.ts";
import type { ProviderStatus } from "../../provider/guarded-digisigner.ts";

/** Never a failure: documents, lists and callbacks are served without DigiSigner. */
export const judgeProviderCalls = ({ pausedUntil, breaker }: ProviderStatus): Finding => {
  const where = { group: "DigiSigner", check: "provider_calls" } as const;
  if (pausedUntil !== undefined) {
    return warn(
      where,
      "asked_to_wait",
      `DigiSigner asked this process to wait: no call goes out before ${pausedUntil.toISOString()}`,
      "Nothing now: what waits goes on by itself. If it comes back, lower DIGISIGNER_CALLS_PER_MINUTE.",
    );
  }
  if (breaker === "closed") return pass(where, "Calls to DigiSigner go out");
  return warn(
    where,
    "not_answering",
    "DigiSigner did not answer several times in a row: calls are held back and tried one at a time",
    "Check the connection to DIGISIGNER_BASE_URL; what waits goes on by itself when it answers.",
  );
};

/** Never a failure: keys still let people in, and no balancer shall take the service away for it. */
export const judgeOrganisationSignIn = (state: ReturnType<IdentityProvider["state"]>): Finding => {
  const where = { group: "Service", check: "organisation_sign_in" } as const;
  switch (state.kind) {
    case "reached":
      return pass(where, "The identity provider answers");
    // It is asked when the service starts; until then there is nothing to mend.
    case "unknown":
      return pass(where, "The identity provider is being asked");
    default:
      return warn(
        where,
        "identity_provider_unusable",
        `The identity provider cannot be used (${state.reason}); signing in with a key works`,
        "Correct OIDC_ISSUER, or see to it that this machine reaches the provider.",
      );
  }
};
