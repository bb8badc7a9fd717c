// What to do after each problem, in terms of this command line.
import type { ApiErrorCode } from "@creditnexus/contract";

/** Codes whose `detail` already says everything have no entry. */
export const NEXT_STEPS: Partial<Record<ApiErrorCode, string>> = {
  connection_failed: "Start the service with `npm start`, or name another one with --url or CREDITNEXUS_URL.",
  unexpected_answer:
    "Check --url, or put the desk's PORT into .env, where this command finds it too: `creditnexus doctor` says what answers there.",
  unauthenticated:
    "Set CREDITNEXUS_API_KEY, or run in the directory that the service was started in: admin.key is read from its .data.",
  forbidden: "Use a key with a stronger role: viewer < sender < operator < admin.",
  not_found: "List what there is with `creditnexus status`.",
  not_ready: "Follow it with `creditnexus status ID --watch` and try again.",
  suspect_document:
    "Look at its checks with `creditnexus status ID` and at the file with `creditnexus download ID --suspect`; `creditnexus requests accept` takes it for good.",
  placeholder_email: "Give the signer's real address.",
  encrypted_pdf: "Remove the password and send it again.",
  damaged_pdf: "Print the document to a new PDF and send that.",
  idempotency_mismatch: "Leave --idempotency-key out, or use another one for another request.",
  idempotency_in_flight: "Wait a moment and run the same command again.",
  rate_limited: "Wait a minute and run the same command again.",
  internal: "Run `creditnexus doctor`; the service's log has the cause under the request id.",
  provider_error: "Run `creditnexus doctor` to see whether DigiSigner and the key are in order.",
  unavailable: "Run the same command again in a moment; `creditnexus doctor` says what is missing.",
};
