// Decides what a failed call to DigiSigner means for a signature that is being sent.
import { DigiSignerError } from "@creditnexus/digisigner";
import type { FailureColumn } from "../../../db/schema.ts";

export type SendFailure =
  /** Repeating may help: a later try of the job. */
  | { kind: "again"; retryAfterMs: number | undefined }
  /** The documents are not there any more: start over. */
  | { kind: "start_over" }
  /** The account has to be put right first: stop, and tell a person. */
  | { kind: "account"; failure: FailureColumn }
  /** It can never be sent like this. */
  | { kind: "permanent"; failure: FailureColumn };

const said = (error: DigiSignerError): string => {
  const words = [error.vendorMessage, ...error.details].filter((word) => word !== undefined && word !== "");
  return words.length === 0 ? error.message : words.join("; ");
};

/** Errors that are not DigiSigner's are defects or outages of ours and are worth another try. */
export const classifyFailure = (error: unknown): SendFailure => {
  if (!(error instanceof DigiSignerError)) return { kind: "again", retryAfterMs: undefined };
  switch (error.code) {
    case "authentication":
      return {
        kind: "account",
        failure: {
          code: "provider_authentication",
          detail: `DigiSigner refused the API key (${said(error)}): correct DIGISIGNER_API_KEY, then retry.`,
          retryable: true,
        },
      };
    case "payment_required":
      return {
        kind: "account",
        failure: {
          code: "provider_credits",
          detail: `The DigiSigner account cannot pay for this request (${said(error)}): buy API credits, then retry.`,
          retryable: true,
        },
      };
    case "forbidden":
      return {
        kind: "account",
        failure: {
          code: "provider_forbidden",
          detail: `The DigiSigner account may not do this (${said(error)}): check its plan, then retry.`,
          retryable: true,
        },
      };
    case "not_found":
      return { kind: "start_over" };
    case "invalid_request":
    case "conflict":
    case "too_large":
      return {
        kind: "permanent",
        failure: {
          code: "provider_refused",
          detail: `DigiSigner refused the request (${said(error)}): correct it and request the signatures again.`,
          retryable: false,
        },
      };
    default:
      return { kind: "again", retryAfterMs: error.retryAfterMs };
  }
};
