// What a check says about one thing: how it is, why, and what to do. The service, its dashboard and the doctor share it.
import { z } from "zod";
import { Timestamp } from "../primitives.ts";

export const FINDING_OUTCOMES = ["pass", "warn", "fail"] as const;
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

export const Finding = z
  .object({
    /** Heading it stands under; `Here` is the machine of whoever runs the doctor. */
    group: z.enum(["Here", "Service", "DigiSigner", "Callbacks", "Operation"]),
    /** Stable name of the check, such as `callback_answer`. */
    check: z.string(),
    outcome: z.enum(FINDING_OUTCOMES),
    /** Stable name of what is wrong, such as `redirected`; null when it passes. */
    cause: z.string().nullable(),
    detail: z.string(),
    /** What to do; null when nothing is needed. */
    fix: z.string().nullable(),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof Finding>;

/** Everything the service checks about itself; `outcome` is the worst of its findings. */
export const Checks = z
  .object({ outcome: z.enum(FINDING_OUTCOMES), checked_at: Timestamp, findings: z.array(Finding) })
  .meta({ id: "Checks" });
export type Checks = z.infer<typeof Checks>;

type Where = Pick<Finding, "group" | "check">;

/** A finding that says that all is well. */
export const pass = (where: Where, detail: string): Finding => ({
  ...where,
  outcome: "pass",
  cause: null,
  detail,
  fix: null,
});

/** A finding that somebody should look at. */
export const warn = (where: Where, cause: string, detail: string, fix: string): Finding => ({
  ...where,
  outcome: "warn",
  cause,
  detail,
  fix,
});

/** A finding that has to be mended. */
export const fail = (where: Where, cause: string, detail: string, fix: string): Finding => ({
  ...where,
  outcome: "fail",
  cause,
  detail,
  fix,
});

/** The worst outcome of all findings; `pass` when there is none. */
export const worst = (findings: readonly Finding[]): FindingOutcome =>
  FINDING_OUTCOMES.findLast((outcome) => findings.some((finding) => finding.outcome === outcome)) ?? "pass";
