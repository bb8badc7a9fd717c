// Checks what serving needs, each with what to do about it.
import type { Readiness } from "@creditnexus/contract";
import type { HttpContext } from "./context.ts";
import { checkProviderCalls } from "./provider-calls.ts";

type Check = Readiness["checks"][number];

const attempt = async (
  name: string,
  run: () => Promise<unknown>,
  good: string,
  fix: string,
): Promise<Check> => {
  try {
    await run();
    return { name, outcome: "pass", detail: good, fix: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, outcome: "fail", detail: reason, fix };
  }
};

const callbackProof = ({ http, settings }: HttpContext): Check => {
  if (http.webhookSecrets.length > 0) {
    return {
      name: "callback_proof",
      outcome: "pass",
      detail: "Callbacks must prove their origin",
      fix: null,
    };
  }
  return {
    name: "callback_proof",
    outcome: "warn",
    detail: "Callbacks are accepted from anybody; no state follows from them without a look at the API",
    fix:
      settings.provider === "sandbox"
        ? null
        : "Set DIGISIGNER_WEBHOOK_SECRET and put the tokened URL into DigiSigner's settings.",
  };
};

/** Never a failure: keys still let people in, and no balancer shall take the service away for it. */
const organisationSignIn = ({ organisation }: HttpContext): Check[] => {
  if (organisation === undefined) return [];
  const name = "organisation_sign_in";
  const state = organisation.provider.state();
  if (state.kind === "reached") {
    return [{ name, outcome: "pass", detail: "The identity provider answers", fix: null }];
  }
  if (state.kind === "unknown") {
    return [{ name, outcome: "warn", detail: "The identity provider is being asked", fix: null }];
  }
  return [
    {
      name,
      outcome: "warn",
      detail: `The identity provider cannot be used (${state.reason}); signing in with a key works`,
      fix: "Correct OIDC_ISSUER, or see to it that this machine reaches the provider.",
    },
  ];
};

export const checkReadiness = async (context: HttpContext): Promise<Readiness> => {
  const checks = await Promise.all([
    attempt("database", context.pingDatabase, "Answers", "Start PostgreSQL or correct DATABASE_URL."),
    attempt(
      "storage",
      () => context.blobs.check(),
      "Can be written to",
      "Free space in, or access to, DATA_DIR or the bucket of BLOB_URL.",
    ),
  ]);
  checks.push(
    callbackProof(context),
    ...organisationSignIn(context),
    ...(context.providerStatus === undefined ? [] : [checkProviderCalls(context.providerStatus())]),
  );
  const isReady = checks.every((check) => check.outcome !== "fail");
  return { status: isReady ? "ready" : "not_ready", checks };
};
