// The one error the HTTP edge turns into DigiSigner's `{message, errors}` body.

/** A detail of a refusal; `fieldId` only on the signing page's own API. */
export interface ErrorDetail {
  message: string;
  fieldId?: string;
}

/** Refuses a call: an HTTP status, a sentence and perhaps details. */
export class SandboxError extends Error {
  readonly status: number;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: { details?: readonly ErrorDetail[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "SandboxError";
    this.status = status;
    this.details = options.details ?? [];
    this.headers = options.headers ?? {};
  }
}
