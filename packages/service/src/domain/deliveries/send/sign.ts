// The headers of an attempt as Standard Webhooks has them.
import { Webhook } from "standardwebhooks";

/** One signature per secret, the newest first; the receiver takes whichever it can check. */
export const signedHeaders = (input: {
  eventId: string;
  at: Date;
  payload: Buffer;
  secrets: readonly string[];
}): Record<string, string> => {
  const { eventId, at, payload, secrets } = input;
  return {
    "content-type": "application/json",
    "user-agent": "CreditNexus-Signatures",
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(eventId, at, payload)).join(" "),
  };
};
