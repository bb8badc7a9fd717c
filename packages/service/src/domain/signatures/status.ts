// The state machine of a signature: which state follows when something is known to have happened.
import type { SignatureStatus } from "@creditnexus/contract";

/**
 * What can happen to a signature: DigiSigner took the request, somebody signed, everybody signed; a person recorded a
 * refusal or cancelled; the time ran out; the request can never be sent.
 */
export const STATUS_EVENTS = [
  "sent",
  "signed",
  "completed",
  "declined",
  "expired",
  "cancelled",
  "failed",
] as const;
export type StatusEvent = (typeof STATUS_EVENTS)[number];

const isClosed = (status: SignatureStatus): boolean =>
  status !== "sending" && status !== "pending" && status !== "in_progress";

/** Whether somebody can still sign, as far as we know. */
export const isOpen = (status: SignatureStatus): boolean => !isClosed(status);

/**
 * The state after `event`; the same state when the event changes nothing. States only move forward, except that a
 * completion reported by DigiSigner wins over whatever we had decided ourselves: the signed contract exists.
 */
export const next = (status: SignatureStatus, event: StatusEvent): SignatureStatus => {
  if (event === "completed") return "completed";
  if (isClosed(status)) return status;
  switch (event) {
    case "sent":
      return status === "sending" ? "pending" : status;
    case "signed":
      return "in_progress";
    case "declined":
    case "expired":
    case "cancelled":
    case "failed":
      return event;
  }
};
