// The errors the service throws on purpose: one class per thing the caller can do about it.

/** Facts about an error that may be shown to the caller; never a secret, link or access code. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

export type ServiceErrorOptions = {
  /** Stable snake_case word, the key into the contract's table of error codes. */
  code: string;
  /** A sentence that names the value, the expectation and the next step. */
  message: string;
  details?: ErrorDetails;
  cause?: unknown;
};

/** Base of all deliberate errors. Anything else that surfaces is a defect and is shown as such. */
export class ServiceError extends Error {
  override name = "ServiceError";
  readonly code: string;
  readonly details: ErrorDetails;

  constructor({ code, message, details = {}, cause }: ServiceErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }
}

/** The caller sent something wrong and can send it again, corrected. */
export class InvalidInputError extends ServiceError {
  override name = "InvalidInputError";
}

/** The caller has to present a valid key or session first. */
export class UnauthenticatedError extends ServiceError {
  override name = "UnauthenticatedError";
}

/** The caller is known but may not do this. */
export class ForbiddenError extends ServiceError {
  override name = "ForbiddenError";
}

/** What the caller named does not exist in the caller's workspace. */
export class NotFoundError extends ServiceError {
  override name = "NotFoundError";
}

/** The thing exists but its present state does not allow this. */
export class ConflictError extends ServiceError {
  override name = "ConflictError";
}

/** What was sent exceeds a limit; sending less helps, sending it again does not. */
export class TooLargeError extends ServiceError {
  override name = "TooLargeError";
}

/** Something this service depends on is away; the same call may succeed later. */
export class UnavailableError extends ServiceError {
  override name = "UnavailableError";
  /** Seconds the caller should wait, if anything better than a guess is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(options: ServiceErrorOptions & { retryAfterSeconds?: number }) {
    super(options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A call to DigiSigner was held back before it went out, so nothing happened there; a later try may go through. */
export class ProviderPausedError extends UnavailableError {
  override name = "ProviderPausedError";
}

/** The process cannot start as it is set up; the operator reads one sentence and an exit code. */
export class StartupError extends ServiceError {
  override name = "StartupError";
  /** `78` (EX_CONFIG) for settings, `75` (EX_TEMPFAIL) for what another try may cure, else `1`. */
  readonly exitCode: number;

  constructor(options: ServiceErrorOptions & { exitCode?: number }) {
    super(options);
    this.exitCode = options.exitCode ?? 1;
  }
}
