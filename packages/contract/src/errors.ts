// The one table of error codes: HTTP status and title of every problem the API can answer.
import { z } from "zod";

/**
 * Every stable `code` with its HTTP status and title. Feeds the HTTP layer, the CLI's exit messages and the reference page.
 * `retry` says whether the same call can succeed later without a change by the caller.
 */
export const ERROR_CODES = {
  malformed_json: { status: 400, title: "The body is not JSON", retry: false },
  invalid_request: { status: 400, title: "The request is not valid", retry: false },
  unauthenticated: { status: 401, title: "A valid key is needed", retry: false },
  forbidden: { status: 403, title: "This key may not do that", retry: false },
  csrf: { status: 403, title: "The session's request came from elsewhere", retry: false },
  not_found: { status: 404, title: "Not found", retry: false },
  method_not_allowed: { status: 405, title: "This method is not supported here", retry: false },
  conflict: { status: 409, title: "The state does not allow that", retry: false },
  changed_meanwhile: { status: 409, title: "It was saved by somebody else meanwhile", retry: false },
  not_ready: { status: 409, title: "Not there yet", retry: true },
  idempotency_in_flight: { status: 409, title: "The first call with this key is still running", retry: true },
  file_too_large: { status: 413, title: "The file is too large", retry: false },
  body_too_large: { status: 413, title: "The body is too large", retry: false },
  unsupported_media_type: { status: 415, title: "The content type is not supported", retry: false },
  empty_file: { status: 422, title: "The file is empty", retry: false },
  not_a_pdf: { status: 422, title: "The file is not a PDF", retry: false },
  encrypted_pdf: { status: 422, title: "The PDF is encrypted", retry: false },
  damaged_pdf: { status: 422, title: "The PDF cannot be read", retry: false },
  pdf_too_costly: { status: 422, title: "The PDF needs too much memory or time", retry: false },
  duplicate_signer: { status: 422, title: "The same signer twice on one document", retry: false },
  placeholder_email: { status: 422, title: "A placeholder address", retry: false },
  idempotency_mismatch: {
    status: 422,
    title: "This idempotency key was used with another body",
    retry: false,
  },
  suspect_document: { status: 409, title: "The signed document did not pass verification", retry: false },
  rate_limited: { status: 429, title: "Too many requests", retry: true },
  internal: { status: 500, title: "An error of ours", retry: true },
  provider_error: { status: 502, title: "DigiSigner answered with an error", retry: true },
  unavailable: { status: 503, title: "Temporarily unavailable", retry: true },
} as const satisfies Record<string, { status: number; title: string; retry: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** One fault inside a request: `path` is a JSON pointer such as `/signers/0/email`. */
export const ProblemFault = z.object({ path: z.string(), message: z.string() }).meta({ id: "ProblemFault" });

/**
 * RFC 9457 problem details (`application/problem+json`). `detail` names the value, the expectation and the next step.
 */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(ProblemFault).optional(),
    request_id: z.string().optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;
