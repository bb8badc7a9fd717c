// What can go wrong between a person, this desk and the identity provider, in few words that tell no secret.
import type { SignInProblem } from "@creditnexus/contract";
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { ServiceError } from "../errors.ts";

/** A sign-in that did not come about; the person reads the sentence that belongs to `problem`, the log the message. */
export class SignInError extends ServiceError {
  override name = "SignInError";
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, message: string, cause?: unknown) {
    super({ code: "unauthenticated", message, cause });
    this.problem = problem;
  }
}

/** Names the reason without URLs, codes or tokens, which the library keeps in its errors' causes. */
export const causeWord = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof SignInError) return error.message;
  const inner = error.cause instanceof Error ? error.cause : undefined;
  const code = [error, inner].map((one) => (one && "code" in one ? String(one.code) : "")).findLast(Boolean);
  return code === undefined ? error.message : `${error.message}, ${code}`;
};

const problemOf = (error: unknown): SignInProblem => {
  // RFC 6749, 4.1.2.1: whatever is not about the person is about the provider or its settings.
  if (error instanceof AuthorizationResponseError) {
    return /^(access_denied|login_required|consent_required|interaction_required)$/.test(error.error)
      ? "refused"
      : "provider";
  }
  if (error instanceof ResponseBodyError) return error.error === "invalid_grant" ? "used" : "provider";
  // The second is Node's fetch, when it cannot connect.
  if (error instanceof WWWAuthenticateChallengeError || error instanceof TypeError) return "provider";
  if (error instanceof ClientError) {
    return /^OAUTH_(TIMEOUT|ABORT|RESPONSE_IS_NOT_CONFORM|RESPONSE_IS_NOT_JSON|PARSE_ERROR)$/.test(
      error.code ?? "",
    )
      ? "provider"
      : "unproved";
  }
  return "failed";
};

/** Turns whatever the library threw into our own error; the cause is left out, since it holds codes and tokens. */
export const signInFailure = (error: unknown, problem = problemOf(error)): SignInError => {
  if (error instanceof SignInError) return error;
  const told =
    error instanceof AuthorizationResponseError || error instanceof ResponseBodyError
      ? ` (${error.error}${error.error_description === undefined ? "" : `: ${error.error_description}`})`
      : "";
  return new SignInError(problem, `${causeWord(error)}${told}`);
};
