// Turns an answer that is not 2xx into the error class that says what the caller can do.
import {
  AuthenticationError,
  ConflictError,
  type DigiSignerError,
  type ErrorFacts,
  ForbiddenError,
  InvalidRequestError,
  MalformedResponseError,
  NotFoundError,
  PaymentRequiredError,
  RateLimitedError,
  ServerError,
  TimeoutError,
  TooLargeError,
} from "../errors.ts";
import { isObject } from "../parsing/object-reader.ts";
import type { Answer } from "./transport.ts";

interface Meaning {
  readonly error: new (message: string, facts: ErrorFacts) => DigiSignerError;
  readonly step: string;
  readonly retryable?: boolean;
}

// DigiSigner publishes no list of codes; these are conventional, and other 4xx fall to the first.
const INVALID: Meaning = { error: InvalidRequestError, step: "correct the request" };
const SERVER: Meaning = { error: ServerError, step: "try again later", retryable: true };
const REDIRECT: Meaning = {
  error: MalformedResponseError,
  step: "redirects are not followed; check the base URL",
};
const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: { error: AuthenticationError, step: "check the API key" },
  402: { error: PaymentRequiredError, step: "buy API credits for the account" },
  403: {
    error: ForbiddenError,
    step: "check that the object belongs to this account and its plan allows the call",
  },
  404: { error: NotFoundError, step: "check the id and the base URL" },
  408: { error: TimeoutError, step: "try again", retryable: true },
  409: { error: ConflictError, step: "read the current state first" },
  413: { error: TooLargeError, step: "send a smaller file" },
  425: { ...INVALID, step: "try again", retryable: true },
  429: { error: RateLimitedError, step: "slow down", retryable: true },
  501: { ...SERVER, step: "check the base URL", retryable: false },
};

const MAX_ERROR_BYTES = 64 * 1024;

function meaningOf(status: number): Meaning {
  const known = BY_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return SERVER;
  return status >= 400 ? INVALID : REDIRECT;
}

interface Told {
  readonly message?: string | undefined;
  readonly details: readonly string[];
}

/** Reads `{message, errors: [{message}]}`, and lists of bare strings too. */
function parseErrorBody(text: string): Told {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Proxies answer with pages of their own; the status alone tells enough.
    return { details: [] };
  }
  if (!isObject(body)) return { details: [] };
  const message = typeof body.message === "string" && body.message !== "" ? body.message : undefined;
  const entries: unknown[] = Array.isArray(body.errors) ? body.errors : [];
  const details = entries
    .map((entry) => (isObject(entry) ? entry.message : entry))
    .filter((detail): detail is string => typeof detail === "string" && detail !== "");
  return { message, details };
}

export interface ErrorContext {
  /** The body's text; undefined when it could not be read. */
  readonly text: string | undefined;
  readonly redact: (text: string) => string;
  readonly retryAfterMs: number | undefined;
  readonly earlierOutcomeUnknown: boolean;
}

export function errorFromResponse(answer: Answer, context: ErrorContext): DigiSignerError {
  const { status, method, url } = answer;
  const meaning = meaningOf(status);
  const told = parseErrorBody(context.text ?? "");
  const vendorMessage = told.message === undefined ? undefined : context.redact(told.message);
  const details = told.details.map(context.redact);
  // A gateway that gives up does not know what became of a create behind it.
  const outcomeUnknown = context.earlierOutcomeUnknown || (status >= 500 && method !== "GET");

  const said = [vendorMessage ?? "without a message", ...details].join("; ");
  const wait = context.retryAfterMs === undefined ? "" : ` after ${context.retryAfterMs} ms`;
  const unknown = outcomeUnknown ? "; it may have taken effect, so look before sending it again" : "";
  return new meaning.error(
    `${method} ${url} answered ${status}: ${said} (${meaning.step}${wait}${unknown})`,
    {
      method,
      url,
      status,
      vendorMessage,
      details,
      retryable: meaning.retryable ?? false,
      outcomeUnknown,
      retryAfterMs: context.retryAfterMs,
    },
  );
}

export { MAX_ERROR_BYTES };
