// Checks of the service: it answers, it is ready, the key opens it, and its clock is right.
import { ApiError } from "@creditnexus/contract";
import { isLoopback } from "../settings/settings.ts";
import type { Facts } from "./facts.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";
import { PROOF_CHECK } from "./judge-callbacks.ts";

const LARGEST_SKEW_MS = 60_000;

const judgeReachable = ({ health, settings }: Facts): Finding => {
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
  if (health.status === 200) return pass(where, `${url} answers`);
  return fail(
    where,
    "something_else",
    `${url}/healthz answers ${health.status}: that is not the CreditNexus service`,
    "Check CREDITNEXUS_URL and PORT; another program may have taken the port.",
  );
};

const judgeReadiness = ({ readiness, settings }: Facts): Finding[] => {
  const where = { group: "Service", check: "readiness" } as const;
  if (readiness === undefined) {
    return [
      fail(
        where,
        "something_else",
        `${settings.url}/readyz does not answer as the CreditNexus service does`,
        "Check CREDITNEXUS_URL: service and command line must be of the same version.",
      ),
    ];
  }
  return readiness.checks
    .filter(({ name }) => name !== PROOF_CHECK)
    .map(({ name, outcome, detail, fix }) => ({
      group: "Service",
      check: name,
      outcome,
      cause: outcome === "pass" ? null : name,
      detail: `${name.replaceAll("_", " ")}: ${detail}`,
      fix,
    }));
};

const judgeKey = ({ session, settings }: Facts): Finding => {
  const where = { group: "Service", check: "key" } as const;
  if (settings.apiKey === undefined) {
    return fail(
      where,
      "no_key",
      "no key is known here",
      "Set CREDITNEXUS_API_KEY, or run the doctor in the directory of the service's DATA_DIR as its user.",
    );
  }
  if (session instanceof ApiError) {
    const refused = session.status === 401;
    return fail(
      where,
      refused ? "wrong_key" : session.code,
      `the key from ${settings.apiKeySource} is refused: ${session.message}`,
      refused
        ? "Make a new key in the dashboard or with an admin key, and set CREDITNEXUS_API_KEY."
        : "Look at the service's log.",
    );
  }
  const { actor } = session ?? {};
  return pass(
    where,
    `key ${JSON.stringify(actor?.name ?? "")} from ${settings.apiKeySource} is ${actor?.role ?? "?"}`,
  );
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

const judgeClock = ({ health, now }: Facts): Finding | undefined => {
  const where = { group: "Service", check: "clock" } as const;
  const date = health.kind === "answer" ? Date.parse(health.headers.date ?? "") : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  const skew = Math.abs(date - now.getTime());
  if (skew <= LARGEST_SKEW_MS) return pass(where, "the clocks here and at the service agree");
  const minutes = (skew / 60_000).toFixed(1);
  return warn(
    where,
    "skewed",
    `the clocks here and at the service differ by ${minutes} minutes`,
    "Let both machines set their clocks by NTP: expiry and signatures depend on them.",
  );
};

export const judgeService = (facts: Facts): Finding[] => {
  const reachable = judgeReachable(facts);
  if (reachable.outcome !== "pass") return [reachable];
  const clock = judgeClock(facts);
  return [
    reachable,
    ...judgeReadiness(facts),
    judgeKey(facts),
    ...judgeLine(facts),
    ...(clock === undefined ? [] : [clock]),
  ];
};
