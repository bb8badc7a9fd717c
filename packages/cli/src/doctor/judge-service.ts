// Checks of the service: it answers, it is ready, the key opens it, and its clock is right.
import { ApiError, type Finding, fail, isLoopback, pass, warn } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";
import { judgeClock } from "./judge-clock.ts";

const judgeReachable = ({ health, readiness, readinessFailure, settings }: Facts): Finding => {
  const where = { group: "Service", check: "service" } as const;
  const { url } = settings;
  if (health.kind === "failure") {
    return fail(
      where,
      "unreachable",
      `${url} does not answer: ${health.message}`,
      "Start it with `npm start`, or name the right one in CREDITNEXUS_URL.",
    );
  }
  if (readiness !== undefined) return pass(where, `${url} answers`);
  if (readinessFailure !== undefined) {
    const { code, message } = readinessFailure;
    return fail(
      where,
      code === "TIMEOUT" ? "readiness_timeout" : "readiness_failed",
      `${url} answers, but does not say whether it is ready: ${message}`,
      "Look at its database and storage, which may hang, and at the service's log.",
    );
  }
  return fail(
    where,
    "something_else",
    `something answers at ${url} (${health.status} for /healthz), but it is not the CreditNexus service`,
    "Check CREDITNEXUS_URL and PORT; another program may have taken the port.",
  );
};

/** The service's own findings, or for a key that may not see them what everybody may ask. */
const judgeReadiness = ({ checks, readiness }: Facts): Finding[] => {
  if (checks !== undefined) return checks.findings.filter(({ group }) => group === "Service");
  return (readiness?.checks ?? [])
    .filter(({ name }) => name !== "callback_proof")
    .map(({ name, ...rest }) => ({ group: "Service", check: name, ...rest }));
};

const judgeKey = ({ session, settings, readiness }: Facts): Finding[] => {
  const where = { group: "Service", check: "key" } as const;
  if (settings.apiKey === undefined) {
    return [
      fail(
        where,
        "no_key",
        "no key is known here",
        "Set CREDITNEXUS_API_KEY, or run the doctor in the directory of the service's DATA_DIR as its user.",
      ),
    ];
  }
  if (session instanceof ApiError) {
    const refused = session.status === 401;
    // Without its database the service cannot tell whose key it is; that finding stands above.
    if (!refused && readiness?.status === "not_ready") return [];
    return [
      fail(
        where,
        refused ? "wrong_key" : session.code,
        `the key from ${settings.apiKeySource} is refused: ${session.message}`,
        refused
          ? "Make a new key in the dashboard or with an admin key, and set CREDITNEXUS_API_KEY."
          : "Look at the service's log.",
      ),
    ];
  }
  const { actor } = session ?? {};
  return [
    pass(
      where,
      `key ${JSON.stringify(actor?.name ?? "")} from ${settings.apiKeySource} is ${actor?.role ?? "?"}`,
    ),
  ];
};

const judgeLine = ({ settings }: Facts): Finding[] => {
  const { url, apiKey } = settings;
  if (apiKey === undefined || !url.startsWith("http:") || isLoopback(url)) return [];
  return [
    warn(
      { group: "Service", check: "line" },
      "plain_http",
      `the key goes to ${url} unencrypted: whoever is on the way can read it`,
      "Put the service behind https and set CREDITNEXUS_URL to that address.",
    ),
  ];
};

export const judgeService = (facts: Facts): Finding[] => {
  const reachable = judgeReachable(facts);
  if (reachable.outcome !== "pass") return [reachable];
  return [reachable, ...judgeReadiness(facts), ...judgeKey(facts), ...judgeLine(facts), ...judgeClock(facts)];
};
