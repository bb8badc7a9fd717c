// Checks of the callbacks: the answer is exact here and from outside, proof is set, and what came was understood.
import { ApiError, type Callback } from "@creditnexus/contract";
import { isLoopback } from "../settings/settings.ts";
import type { Facts } from "./facts.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";
import { judgeAcknowledgement } from "./judge-acknowledgement.ts";
import { CALLBACK_PATH } from "./self-test.ts";

const isLive = ({ session }: Facts): boolean =>
  session !== undefined && !(session instanceof ApiError) && session.provider === "digisigner";

const secretOf = ({ settings }: Facts): string | undefined => settings.variables.DIGISIGNER_WEBHOOK_SECRET;

/** The service's own word on whether it asks callbacks for a proof; it alone knows its settings. */
export const PROOF_CHECK = "callback_proof";

const judgeProof = (facts: Facts): Finding => {
  const where = { group: "Callbacks", check: PROOF_CHECK } as const;
  const own = facts.readiness?.checks.find((check) => check.name === PROOF_CHECK);
  const demanded = own === undefined ? (secretOf(facts) ?? "") !== "" : own.outcome === "pass";
  if (demanded) return pass(where, "callbacks must carry a proof");
  if (!isLive(facts)) return pass(where, "no DIGISIGNER_WEBHOOK_SECRET, as is usual with the sandbox");
  return warn(
    where,
    "no_secret",
    "anyone can post callbacks: each one costs a read at DigiSigner, though none is believed",
    "Set DIGISIGNER_WEBHOOK_SECRET, restart, and enter the callback URLs with their token at DigiSigner.",
  );
};

const judgePublic = (facts: Facts): Finding[] => {
  const where = { group: "Callbacks", check: "public_callback" } as const;
  const secretKnown = (secretOf(facts) ?? "") !== "";
  const { publicCallback } = facts;
  const shown = publicCallback?.url ?? facts.settings.url;
  if (isLive(facts) && isLoopback(shown)) {
    return [
      fail(
        where,
        "not_public",
        `DigiSigner cannot reach ${shown}: it is an address of this machine only`,
        "Set PUBLIC_URL to the public https address.",
      ),
    ];
  }
  if (publicCallback === undefined) return [];
  const findings: Finding[] = [];
  if (isLive(facts) && !publicCallback.url.startsWith("https:")) {
    findings.push(
      fail(
        where,
        "not_https",
        `${publicCallback.url} is not https, so that anyone on the way can read and change callbacks`,
        "Put the service behind https and set PUBLIC_URL to that address.",
      ),
    );
  }
  findings.push(
    judgeAcknowledgement(where, publicCallback.url + CALLBACK_PATH, publicCallback.result, {
      secretKnown,
      now: facts.now,
    }),
  );
  return findings;
};

const minutesAgo = (callback: Callback, now: Date): string => {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(callback.received_at)) / 60_000));
  if (minutes === 0) return "just now";
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 2 * 24 * 60
    ? `${Math.round(minutes / 60)} h ago`
    : `${Math.round(minutes / 1440)} days ago`;
};

const judgeJournal = ({ journal, now }: Facts): Finding[] => {
  if (journal === undefined) return [];
  const where = { group: "Callbacks", check: "journal" } as const;
  const real = journal.filter((one) => one.event_type !== "CREDITNEXUS_SELF_TEST");
  const [latest] = real;
  if (latest === undefined) return [pass(where, "no callback has come yet")];
  const findings: Finding[] = [];
  const lost = real.filter((one) => one.outcome === "parked" || one.outcome === "dead");
  const [first] = lost;
  if (first !== undefined) {
    findings.push(
      warn(
        where,
        first.outcome,
        `${lost.length} of the last ${real.length} callbacks led nowhere; ${first.callback_id}: ${first.outcome_detail ?? first.outcome}`,
        `creditnexus callbacks show ${first.callback_id}, then callbacks replay when the cause is gone.`,
      ),
    );
  }
  const waiting = real.filter((one) => one.outcome === "unmatched");
  const [oldest] = waiting.toReversed();
  if (oldest !== undefined) {
    findings.push(
      warn(
        where,
        "unmatched",
        `${waiting.length} callbacks name a request that this desk does not know; ${oldest.callback_id} came ${minutesAgo(oldest, now)}`,
        "Check whether another desk or another data directory uses the same DigiSigner account.",
      ),
    );
  }
  const [strange] = real.filter((one) => one.outcome === "ignored" && one.event_type !== null);
  if (strange !== undefined) {
    findings.push(
      warn(
        where,
        "event_type_unknown",
        `callbacks of a type that this version does not know are ignored, such as ${strange.event_type} in ${strange.callback_id}`,
        "Look at it with `creditnexus callbacks show`; if it is DigiSigner's, update the desk.",
      ),
    );
  }
  if (findings.length > 0) return findings;
  return [pass(where, `the last callback came ${minutesAgo(latest, now)} and is ${latest.outcome}`)];
};

export const judgeCallbacks = (facts: Facts): Finding[] => {
  if (facts.callback === undefined) return [];
  const where = { group: "Callbacks", check: "callback_answer" } as const;
  const secretKnown = (secretOf(facts) ?? "") !== "";
  const url = facts.settings.url + CALLBACK_PATH;
  return [
    judgeAcknowledgement(where, url, facts.callback, { secretKnown, now: facts.now }),
    ...judgePublic(facts),
    judgeProof(facts),
    ...judgeJournal(facts),
  ];
};
