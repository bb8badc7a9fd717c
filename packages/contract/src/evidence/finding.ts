// What a verifier says about one thing in a bundle.

/** Stable names of what is checked. */
export const EVIDENCE_CHECKS = [
  "manifest",
  "manifest_signature",
  "key",
  "file",
  "chain",
  "state",
  "document",
  "callback",
  "seal",
  "content",
] as const;
export type EvidenceCheck = (typeof EVIDENCE_CHECKS)[number];

export interface EvidenceFinding {
  check: EvidenceCheck;
  outcome: "pass" | "warn" | "fail";
  /** The file it is about; null when it is about the whole bundle. */
  path: string | null;
  /** A sentence for people. */
  detail: string;
}

const finding =
  (outcome: EvidenceFinding["outcome"]) =>
  (check: EvidenceCheck, detail: string, path: string | null = null): EvidenceFinding => ({
    check,
    outcome,
    path,
    detail,
  });

export const pass = finding("pass");
export const warn = finding("warn");
export const fail = finding("fail");
