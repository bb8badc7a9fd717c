// The client's errors, one class per thing the caller can do about it.

/** Stable name of each error class, for logs and for code that cannot use `instanceof`. */
export type ErrorCode =
  | "invalid_request"
  | "authentication"
  | "payment_required"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_large"
  | "rate_limited"
  | "server"
  | "connection"
  | "timeout"
  | "malformed_response"
  | "source"
  | "aborted";

/** What every error of a call knows. None of it holds the API key or a signing link. */
export interface ErrorFacts {
  readonly method: string;
  readonly url: string;
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined;
  /** DigiSigner's own `message`. */
  readonly vendorMessage?: string | undefined;
  /** DigiSigner's `errors[].message`. */
  readonly details?: readonly string[] | undefined;
  /**
   * Whether the very same call may be sent again, later and without looking first, and may then succeed. Never
   * for a create, an upload or added content whose outcome is unknown: the repetition could be a second one.
   */
  readonly retryable: boolean;
  /**
   * Whether the call may have taken effect at DigiSigner although it failed here. After a create, an upload or
   * added content find out or undo it before sending it again: DigiSigner has no idempotency keys. A deletion
   * may simply be repeated.
   */
  readonly outcomeUnknown: boolean;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Base of all errors that a call to DigiSigner can end with.
 * @example
 * ```ts
 * import { DigiSignerError, NotFoundError } from "@creditnexus/digisigner";
 *
 * try {
 *   await digisigner.signatureRequests.get("no-such-request");
 * } catch (error) {
 *   if (!(error instanceof DigiSignerError)) throw error;
 *   console.log(error.status, error.vendorMessage, error.retryable, error instanceof NotFoundError);
 * }
 * // 404 Signature request not found. false true
 * ```
 */
export abstract class DigiSignerError extends Error implements ErrorFacts {
  abstract readonly code: ErrorCode;
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  readonly vendorMessage: string | undefined;
  readonly details: readonly string[];
  readonly retryable: boolean;
  readonly outcomeUnknown: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.method = facts.method;
    this.url = facts.url;
    this.status = facts.status;
    this.vendorMessage = facts.vendorMessage;
    this.details = facts.details ?? [];
    // Here and not where errors are made, so that a caller who looks at `retryable` alone never doubles a request.
    this.retryable = facts.retryable && !(facts.outcomeUnknown && facts.method === "POST");
    this.outcomeUnknown = facts.outcomeUnknown;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** 400, 415, 422 and other 4xx, or input refused before sending (`status` undefined): fix the input. */
export class InvalidRequestError extends DigiSignerError {
  readonly code = "invalid_request";
}

/** 401: the API key is missing, wrong or expired. */
export class AuthenticationError extends DigiSignerError {
  readonly code = "authentication";
}

/** 402: buy API credits. */
export class PaymentRequiredError extends DigiSignerError {
  readonly code = "payment_required";
}

/** 403: the object belongs to another account, or the plan does not allow the call. */
export class ForbiddenError extends DigiSignerError {
  readonly code = "forbidden";
}

/** 404: no such document, request or attachment. */
export class NotFoundError extends DigiSignerError {
  readonly code = "not_found";
}

/** 409: the object's state does not allow the call. */
export class ConflictError extends DigiSignerError {
  readonly code = "conflict";
}

/** 413: send a smaller file. */
export class TooLargeError extends DigiSignerError {
  readonly code = "too_large";
}

/** 429: wait `retryAfterMs`, or a while when undefined. */
export class RateLimitedError extends DigiSignerError {
  readonly code = "rate_limited";
}

/** 5xx: DigiSigner failed; after a create its outcome is unknown. */
export class ServerError extends DigiSignerError {
  readonly code = "server";
}

/** No answer, or only a part of one: the network, DNS or TLS failed. */
export class ConnectionError extends DigiSignerError {
  readonly code = "connection";
}

/** Nothing moved for `timeoutMs`, or the server answered 408. */
export class TimeoutError extends DigiSignerError {
  readonly code = "timeout";
}

/** An answer that is not DigiSigner's: no JSON, a needed key missing, a redirect. Check the base URL. */
export class MalformedResponseError extends DigiSignerError {
  readonly code = "malformed_response";
}

/** The stream handed to an upload failed or did not have the announced size; nothing was uploaded. */
export class SourceError extends DigiSignerError {
  readonly code = "source";
}

/** The caller's `AbortSignal` fired; its reason is the `cause`. */
export class AbortedError extends DigiSignerError {
  readonly code = "aborted";
}
