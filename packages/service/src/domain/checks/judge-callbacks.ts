// Judges callbacks: that they can come, that they prove their origin, and what became of those that came.
import { type Finding, fail, judgePublicUrl, pass, routes, warn } from "@creditnexus/contract";
import type { CheckFacts, JournalExample, JournalFacts } from "./facts.ts";

const CALLBACK_PATH = routes.receiveCallback.path;

export const judgeProof = ({
  hasWebhookSecret,
  provider,
}: Pick<CheckFacts, "hasWebhookSecret" | "provider">): Finding => {
  const where = { group: "Callbacks", check: "callback_proof" } as const;
  if (hasWebhookSecret) return pass(where, "callbacks must prove their origin");
  if (provider === "sandbox") {
    return pass(where, "no DIGISIGNER_WEBHOOK_SECRET, as is usual with the sandbox");
  }
  return warn(
    where,
    "no_secret",
    "anyone can post callbacks: each one costs a read at DigiSigner, though none is believed",
    "Set DIGISIGNER_WEBHOOK_SECRET, restart, and enter the callback URLs of Settings → Set up at DigiSigner.",
  );
};

const NAMES = {
  document_signed: "Document Signed",
  signature_request_completed: "Signature Request Completed",
} as const;

const pathOf = (url: string): string => URL.parse(url)?.pathname ?? url;

const judgeSandboxUrls = ({ sandboxCallbacks }: CheckFacts): Finding[] => {
  if (sandboxCallbacks === undefined) return [];
  const where = { group: "Callbacks", check: "callback_urls" } as const;
  const findings: Finding[] = [];
  const fix =
    "Restart the desk, which sets both URLs anew, or enter those of Settings → Set up in the sandbox's settings.";
  for (const key of ["document_signed", "signature_request_completed"] as const) {
    const url = sandboxCallbacks.urls[key];
    const setting = `the sandbox's callback URL “${NAMES[key]}”`;
    if (url === undefined) {
      findings.push(fail(where, "missing", `${setting} is empty: those callbacks never come`, fix));
    } else if (pathOf(url) !== CALLBACK_PATH) {
      const detail = `${setting} leads to ${pathOf(url)}, but the desk takes callbacks at ${CALLBACK_PATH}`;
      findings.push(fail(where, "wrong_path", detail, fix));
    } else if (!sandboxCallbacks.isTokenRight(url)) {
      const detail = `${setting} lacks the token of DIGISIGNER_WEBHOOK_SECRET: its callbacks are refused`;
      findings.push(fail(where, "wrong_token", detail, fix));
    }
  }
  return findings.length > 0 ? findings : [pass(where, "the sandbox's callback URLs lead here")];
};

const ago = (at: Date, now: Date): string => {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
  if (minutes === 0) return "just now";
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 2 * 24 * 60
    ? `${Math.round(minutes / 60)} h ago`
    : `${Math.round(minutes / 1440)} days ago`;
};

const where = { group: "Callbacks", check: "journal" } as const;

const TROUBLES: Record<
  JournalFacts["troubled"][number]["outcome"],
  (count: number, example: JournalExample, now: Date) => Finding
> = {
  parked: (count, { callbackId, detail }) =>
    warn(
      where,
      "parked",
      `${count} callbacks of the last week led nowhere; ${callbackId}: ${detail ?? "parked"}`,
      `creditnexus callbacks show ${callbackId}, then callbacks replay when the cause is gone.`,
    ),
  dead: (count, { callbackId, detail }) =>
    warn(
      where,
      "dead",
      `${count} callbacks of the last week could not be processed; ${callbackId}: ${detail ?? "dead"}`,
      `creditnexus callbacks show ${callbackId}, then callbacks replay when the cause is gone.`,
    ),
  unmatched: (count, { callbackId, receivedAt }, now) =>
    warn(
      where,
      "unmatched",
      `${count} callbacks name a request that this desk does not know; ${callbackId} came ${ago(receivedAt, now)}`,
      "Check whether another desk or another data directory uses the same DigiSigner account.",
    ),
  ignored: (count, { callbackId, eventType }) =>
    warn(
      where,
      "event_type_unknown",
      `${count} callbacks of the last week are of a type that this version does not know, such as ${eventType} in ${callbackId}`,
      "Look at it with `creditnexus callbacks show`; if it is DigiSigner's, update the desk.",
    ),
};

const judgeJournal = ({ journal, now }: CheckFacts): Finding[] => {
  if (!journal.ok) return [];
  const { troubled, latest } = journal.value;
  if (troubled.length > 0)
    return troubled.map(({ outcome, count, example }) => TROUBLES[outcome](count, example, now));
  if (latest === undefined) return [pass(where, "no callback has come yet")];
  return [pass(where, `the last callback came ${ago(latest.receivedAt, now)} and is ${latest.outcome}`)];
};

const judgeDrift = ({ drift }: CheckFacts): Finding[] => {
  if (!drift.ok) return [];
  const { missed, signatures, example } = drift.value;
  const where = { group: "Callbacks", check: "drift" } as const;
  if (missed === 0) return [pass(where, "every change of the last week was told by a callback")];
  return [
    warn(
      where,
      "missed_callbacks",
      `${missed} changes to ${signatures} agreements were found by asking, and no callback had told of them; the last is ${example}`,
      "Check both callback URLs in DigiSigner's settings against those under Settings → Set up.",
    ),
  ];
};

export const judgeCallbacks = (facts: CheckFacts): Finding[] => [
  ...(facts.provider === "digisigner" ? [judgePublicUrl(facts.publicUrl)] : []),
  judgeProof(facts),
  ...judgeSandboxUrls(facts),
  ...judgeJournal(facts),
  ...judgeDrift(facts),
];
