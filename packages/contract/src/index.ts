// The HTTP API as data: schemas, route table, error codes and the typed client.
export * from "./access.ts";
export { ApiError, type ApiErrorCode } from "./api-error.ts";
export * from "./attention-kinds.ts";
export * from "./audit.ts";
export * from "./callbacks.ts";
export {
  Checks,
  Finding,
  type FindingOutcome,
  fail,
  pass,
  warn,
  worst,
} from "./checks/finding.ts";
export { judgeDisk } from "./checks/judge-disk.ts";
export { isLoopback, judgePublicUrl } from "./checks/judge-public-url.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export * from "./documents.ts";
export * from "./drafts.ts";
export { ERROR_CODES, type ErrorCode, Problem, ProblemFault } from "./errors.ts";
export { canonicalJson } from "./evidence/canonical-json.ts";
export { chainFaults, hashEntry } from "./evidence/chain.ts";
export { readPublicKey } from "./evidence/check-signature.ts";
export type { EvidenceCheck, EvidenceFinding } from "./evidence/finding.ts";
export {
  type EvidenceReport,
  type VerifyEvidenceOptions,
  verifyEvidence,
  worstOutcome,
} from "./evidence/verify-evidence.ts";
export * from "./evidence.ts";
export * from "./figures.ts";
export * from "./ids.ts";
export * from "./mails.ts";
export * from "./operations.ts";
export * from "./people.ts";
export {
  Email,
  Metadata,
  PageQuery,
  ROLES,
  Role,
  roleIncludes,
  Sha256,
  Timestamp,
} from "./primitives.ts";
export { type Route, type Routes, routes } from "./routes.ts";
export * from "./setup.ts";
export * from "./signature-actions.ts";
export { signatureCsvHead, signatureCsvLine } from "./signature-csv.ts";
export * from "./signatures.ts";
export * from "./webhook-endpoints.ts";
export * from "./webhook-events.ts";
