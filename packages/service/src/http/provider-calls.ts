// Tells whether calls to DigiSigner go out at this moment, and what to do when they do not.
import type { Readiness } from "@creditnexus/contract";
import type { ProviderStatus } from "../provider/guarded-digisigner.ts";

const name = "provider_calls";

/** Never a failure: documents, lists and callbacks are served without DigiSigner. */
export const checkProviderCalls = ({ pausedUntil, breaker }: ProviderStatus): Readiness["checks"][number] => {
  if (pausedUntil !== undefined) {
    return {
      name,
      outcome: "warn",
      detail: `DigiSigner asked this process to wait: no call goes out before ${pausedUntil.toISOString()}`,
      fix: "Nothing now: what waits goes on by itself. If it comes back, lower DIGISIGNER_CALLS_PER_MINUTE.",
    };
  }
  if (breaker === "closed") return { name, outcome: "pass", detail: "Go out", fix: null };
  return {
    name,
    outcome: "warn",
    detail: "DigiSigner did not answer several times in a row: calls are held back and tried one at a time",
    fix: "Check the connection to DIGISIGNER_BASE_URL; what waits goes on by itself when it answers.",
  };
};
