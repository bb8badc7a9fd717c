// Turns every error into an RFC 9457 problem document; nothing internal leaves the house.
import { ERROR_CODES, type ErrorCode, type Problem } from "@creditnexus/contract";
import { DigiSignerError } from "@creditnexus/digisigner";
import { z } from "zod";
import { ServiceError, TooLargeError, UnavailableError } from "../errors.ts";

/** An answer in the making. */
export type Refusal = {
  code: ErrorCode;
  detail: string;
  errors?: Problem["errors"];
  retryAfterSeconds?: number | undefined;
  /** A defect of ours: logged with its stack. */
  isDefect: boolean;
};

const Faults = z.object({ errors: z.array(z.object({ path: z.string(), message: z.string() })) });

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === "string" && code in ERROR_CODES;

/** The HTTP library's own refusals, in our words. */
const FASTIFY_CODES: Record<string, { code: ErrorCode; detail: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: "body_too_large", detail: "The body is larger than this route takes." },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: "malformed_json",
    detail: "The body is not JSON: check its syntax and that it is sent whole.",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: "malformed_json",
    detail: "The body is empty, but its content type promises JSON: send JSON, at least {}.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: "unsupported_media_type",
    detail: "This route takes another content type: application/json, or multipart/form-data for uploads.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: "invalid_request",
    detail: "The body is not as long as its Content-Length says: send it whole.",
  },
  FST_ERR_BAD_URL: { code: "invalid_request", detail: "The URL is not well-formed: check its escapes." },
  FST_REQ_FILE_TOO_LARGE: { code: "file_too_large", detail: "The file is larger than this desk takes." },
  FST_INVALID_MULTIPART_CONTENT_TYPE: {
    code: "unsupported_media_type",
    detail: "An upload is multipart/form-data with a part named file: send it so.",
  },
};

/** Connection refused, terminated, shutting down: PostgreSQL is away, not our query wrong. */
const isDatabaseAway = (error: Error): boolean => {
  const code = "code" in error ? String(error.code) : "";
  if (/^(08|57P|53)/.test(code) && code.length === 5) return true;
  if (["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"].includes(code) && "syscall" in error) {
    return ["connect", "read", "write"].includes(String(error.syscall));
  }
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
};

/** Node's own error for a caller who hung up while sending; it names no system call. */
const isCallerGone = (error: Error): boolean =>
  error.message === "aborted" && "code" in error && error.code === "ECONNRESET" && !("syscall" in error);

const ofServiceError = (error: ServiceError): Refusal => {
  // Storage knows no uploads; whatever is too large for it came in as a file.
  const named = error instanceof TooLargeError ? "file_too_large" : error.code;
  const code = isErrorCode(named) ? named : undefined;
  const faults = Faults.safeParse(error.details);
  const away = error instanceof UnavailableError;
  return {
    code: code ?? (away ? "unavailable" : "internal"),
    detail:
      code !== undefined || away ? error.message : "An error of ours: try again, or report the request id.",
    ...(faults.success ? { errors: faults.data.errors } : {}),
    retryAfterSeconds: away ? (error.retryAfterSeconds ?? 5) : undefined,
    isDefect: code === undefined && !away,
  };
};

const ofProvider = (error: DigiSignerError): Refusal => ({
  code: "provider_error",
  detail: `DigiSigner could not be asked (${error.message}): try again in a while.`,
  retryAfterSeconds: error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1000),
  isDefect: false,
});

/** What is answered for an error, whatever was thrown. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof ServiceError) return ofServiceError(error);
  if (error instanceof DigiSignerError) return ofProvider(error);
  if (error instanceof Error) {
    const known = "code" in error ? FASTIFY_CODES[String(error.code)] : undefined;
    if (known !== undefined) return { ...known, isDefect: false };
    if (error instanceof SyntaxError && "statusCode" in error && error.statusCode === 400) {
      return { code: "malformed_json", detail: "The body is not JSON: check its syntax.", isDefect: false };
    }
    if (isCallerGone(error)) {
      const detail = "The connection ended before the request was whole: send it again.";
      return { code: "invalid_request", detail, isDefect: false };
    }
    if (isDatabaseAway(error)) {
      const detail = "The database is away for the moment: try again in a few seconds.";
      return { code: "unavailable", detail, retryAfterSeconds: 5, isDefect: false };
    }
    if ("statusCode" in error && error.statusCode === 400) {
      return { code: "invalid_request", detail: error.message, isDefect: false };
    }
  }
  const detail = "An error of ours: try again, or report the request id.";
  return { code: "internal", detail, isDefect: true };
};

/** The problem document of a refusal. */
export const toProblem = (refusal: Refusal, instance: string, requestId: string): Problem => {
  const { status, title } = ERROR_CODES[refusal.code];
  return {
    type: `/docs#${refusal.code}`,
    title,
    status,
    code: refusal.code,
    detail: refusal.detail,
    instance,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
    request_id: requestId,
  };
};
