// Checks of the provider: which one it is, and whether it is there.
import { ApiError, type Finding, fail, pass, warn } from "@creditnexus/contract";
import type { AccountMode } from "@creditnexus/digisigner";
import type { Facts } from "./facts.ts";

const judgeMode = (mode: AccountMode, production: boolean): Finding => {
  const where = { group: "DigiSigner", check: "mode" } as const;
  if (mode.mode === "unknown") {
    return warn(
      where,
      "unknown",
      `the mode of the account could not be found out: ${mode.why}`,
      "Try again later.",
    );
  }
  if (production === (mode.mode === "PROD")) return pass(where, `the account is in ${mode.mode} mode`);
  if (production) {
    return fail(
      where,
      "test_in_production",
      "the account is in TEST mode: documents get a watermark and bind nobody",
      "Buy API credits at DigiSigner to switch the account to PROD, or use the key of the other account.",
    );
  }
  return warn(
    where,
    "prod_in_development",
    "the account is in PROD mode: every signature made from here is binding and costs a credit",
    "Use the key of a TEST account here, or unset DIGISIGNER_API_KEY for the sandbox.",
  );
};

const judgeLive = ({ digisigner, settings }: Facts): Finding[] => {
  const where = { group: "DigiSigner", check: "digisigner_key" } as const;
  if (digisigner === undefined) {
    return [pass(where, "signatures are made at DigiSigner; its key is not known here, so it was not tried")];
  }
  const { key, mode } = digisigner;
  if (key.outcome === "refused") {
    return [
      fail(
        where,
        "key_refused",
        "DigiSigner refuses DIGISIGNER_API_KEY",
        "Copy the key again from the settings of the DigiSigner account, and restart the service.",
      ),
    ];
  }
  if (key.outcome === "unknown") {
    return [
      fail(
        where,
        "base_url",
        `DigiSigner could not be asked: ${key.why}`,
        "Check DIGISIGNER_BASE_URL, which ends with /v1, and the network.",
      ),
    ];
  }
  const production = settings.variables.NODE_ENV === "production";
  return [
    pass(where, "DigiSigner accepts the key"),
    ...(mode === undefined ? [] : [judgeMode(mode, production)]),
  ];
};

const judgeSigning = (facts: Facts): Finding[] => {
  const { session, sandbox, settings } = facts;
  if (session === undefined || session instanceof ApiError) return [];
  const where = { group: "DigiSigner", check: "provider" } as const;
  if (session.provider === "digisigner") return judgeLive(facts);
  const url = (session.sandbox_url ?? settings.sandboxUrl).replace(/\/+$/, "");
  if (sandbox?.kind !== "answer" || sandbox.status !== 200) {
    return [
      fail(
        where,
        "sandbox_unreachable",
        `the desk runs on the sandbox, and ${url} does not answer as one`,
        "Start both with `npm start`, or the sandbox alone with `creditnexus sandbox start`.",
      ),
    ];
  }
  if (new URL(url).port !== new URL(settings.sandboxUrl).port) {
    return [
      warn(
        where,
        "other_sandbox",
        `the desk runs on the sandbox at ${url}, but commands here would go to ${settings.sandboxUrl}`,
        `Set SANDBOX_URL=${url}.`,
      ),
    ];
  }
  return [pass(where, `signatures are made at the sandbox, ${url}; none of them binds anybody`)];
};

/** Ends with what the service alone knows: whether its calls go out at this moment. */
export const judgeProvider = (facts: Facts): Finding[] => [
  ...judgeSigning(facts),
  ...(facts.checks?.findings ?? []).filter(({ group }) => group === "DigiSigner"),
];
