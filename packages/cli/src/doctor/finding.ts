// What the doctor says about one thing: how it is, why, and what to do.
export const OUTCOMES = ["pass", "warn", "fail"] as const;
export type FindingOutcome = (typeof OUTCOMES)[number];

export interface Finding {
  /** Heading it stands under. */
  group: "Here" | "Service" | "DigiSigner" | "Callbacks" | "Operation";
  /** Stable name of the check, such as `callback_answer`. */
  check: string;
  outcome: FindingOutcome;
  /** Stable name of what is wrong, such as `redirected`; null when it passes. */
  cause: string | null;
  detail: string;
  /** What to do; null when nothing is needed. */
  fix: string | null;
}

type Where = Pick<Finding, "group" | "check">;

export const pass = (where: Where, detail: string): Finding => ({
  ...where,
  outcome: "pass",
  cause: null,
  detail,
  fix: null,
});

export const warn = (where: Where, cause: string, detail: string, fix: string): Finding => ({
  ...where,
  outcome: "warn",
  cause,
  detail,
  fix,
});

export const fail = (where: Where, cause: string, detail: string, fix: string): Finding => ({
  ...where,
  outcome: "fail",
  cause,
  detail,
  fix,
});

/** The worst outcome of all findings; `pass` when there is none. */
export const worst = (findings: readonly Finding[]): FindingOutcome =>
  OUTCOMES.findLast((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? "pass";
