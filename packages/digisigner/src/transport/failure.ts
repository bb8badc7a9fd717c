// Turns what went wrong below HTTP into the client's errors.
import {
  AbortedError,
  ConnectionError,
  DigiSignerError,
  type ErrorFacts,
  InvalidRequestError,
  MalformedResponseError,
  SourceError,
  TimeoutError,
} from "../errors.ts";
import { InputError } from "../parsing/input.ts";
import type { RequestBody } from "./transport.ts";
import { CallerAbort, Stall } from "./watch.ts";

/** How far an attempt got. */
export interface Attempt {
  readonly method: string;
  readonly url: string;
  readonly body: RequestBody | undefined;
  /** Whether fetch was called. */
  readonly isSent: boolean;
  /** An earlier attempt of the same call may have had its effect. */
  readonly earlierOutcomeUnknown: boolean;
}

// Codes of Node's sockets and of undici that say no byte of the request left this machine.
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
const CERTIFICATE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

interface Fault {
  readonly code: string;
  readonly syscall: string;
}

/** Codes of an error, its causes and its parts: fetch wraps, and a dual-stack connect has one per address. */
function faultsIn(error: unknown): Fault[] {
  if (!(error instanceof Error)) return [];
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const syscall = "syscall" in error && typeof error.syscall === "string" ? error.syscall : "";
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  const own = code === "" ? [] : [{ code, syscall }];
  return [...own, ...parts.flatMap(faultsIn), ...faultsIn(error.cause)];
}

function messagesIn(error: unknown): string[] {
  return error instanceof Error ? [error.message, ...messagesIn(error.cause)] : [];
}

/** Whether a failed attempt may have had an effect at the server. */
function outcomeUnknownAfter(attempt: Attempt): boolean {
  if (attempt.earlierOutcomeUnknown) return true;
  if (attempt.method === "GET" || !attempt.isSent) return false;
  // Without its closing boundary no server accepts a multipart body.
  return attempt.body?.kind !== "stream" || attempt.body.complete();
}

/** The client's error for anything thrown while sending or receiving. */
export function toDigiSignerError(cause: unknown, attempt: Attempt): unknown {
  if (cause instanceof DigiSignerError) return cause;
  const place = `${attempt.method} ${attempt.url}`;
  const facts: ErrorFacts = {
    method: attempt.method,
    url: attempt.url,
    retryable: true,
    outcomeUnknown: outcomeUnknownAfter(attempt),
    cause,
  };

  if (cause instanceof InputError) {
    const message = `${place} was not sent: ${cause.message}`;
    return new InvalidRequestError(message, { ...facts, retryable: false, outcomeUnknown: false });
  }
  if (cause instanceof CallerAbort) {
    const message = `${place} was aborted by the caller${suffix(facts)}`;
    return new AbortedError(message, { ...facts, retryable: false, cause: cause.cause });
  }
  const sourceFailure = attempt.body?.kind === "stream" ? attempt.body.failure() : undefined;
  if (sourceFailure !== undefined) {
    const message = `${place} was broken off, since the file could not be read: ${sourceFailure.message}`;
    return new SourceError(message, {
      ...facts,
      retryable: false,
      outcomeUnknown: false,
      cause: sourceFailure,
    });
  }
  if (cause instanceof Stall) {
    return new TimeoutError(`${place} timed out: ${cause.message}${suffix(facts)}`, facts);
  }

  if (attempt.body?.kind === "stream" && messagesIn(cause).some((text) => /redirect/i.test(text))) {
    const message = `${place} was answered with a redirect, which is not followed; check the base URL`;
    return new MalformedResponseError(message, { ...facts, retryable: false });
  }

  const faults = faultsIn(cause);
  const certificate = faults.find((fault) => CERTIFICATE.test(fault.code));
  const neverSent =
    certificate !== undefined ||
    faults.some((fault) => NEVER_SENT.has(fault.code) || fault.syscall === "connect");
  const known: ErrorFacts = {
    ...facts,
    retryable: certificate === undefined,
    outcomeUnknown: neverSent ? attempt.earlierOutcomeUnknown : facts.outcomeUnknown,
  };
  const reason = faults[0]?.code ?? (cause instanceof Error ? cause.message : String(cause));
  const step = certificate === undefined ? "" : "; check the server's certificate and the base URL";
  return new ConnectionError(`${place} got no complete answer: ${reason}${step}${suffix(known)}`, known);
}

function suffix(facts: ErrorFacts): string {
  return facts.outcomeUnknown ? "; it may have taken effect, so look before sending it again" : "";
}
