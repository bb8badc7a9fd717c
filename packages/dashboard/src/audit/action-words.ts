// How each action reads, and which of them are looked for together.
import { AUDIT_ACTIONS, type AuditAction } from "@creditnexus/contract";
import { Ban, KeyRound, type LucideIcon, PenLine, RadioTower, Webhook } from "lucide-react";

export const actionWords: Record<AuditAction, string> = {
  "session.opened": "Signed in",
  "session.ended": "Signed out",
  "session.refused": "Sign-in refused",
  "access.refused": "Call refused",
  "person.sessions_ended": "Ended all sessions of a person",
  "key.created": "Made an API key",
  "key.revoked": "Revoked an API key",
  "document.uploaded": "Uploaded a document",
  "preset.created": "Made a preset",
  "preset.updated": "Changed a preset",
  "preset.deleted": "Deleted a preset",
  "signature.created": "Requested signatures",
  "signature.cancelled": "Cancelled an agreement",
  "signature.suspect_shown": "Looked at a suspect PDF",
  "signature.suspect_accepted": "Accepted a suspect PDF",
  "signature.declined": "Recorded a refusal to sign",
  "signature.reminded": "Reminded signers",
  "signature.resent": "Sent again with a corrected address",
  "signature.synced": "Synced with DigiSigner",
  "signature.links_shown": "Looked at signing links",
  "signature.downloaded": "Downloaded signed PDFs",
  "evidence.downloaded": "Downloaded the evidence",
  "webhook_endpoint.created": "Set up a webhook endpoint",
  "webhook_endpoint.updated": "Changed a webhook endpoint",
  "webhook_endpoint.deleted": "Deleted a webhook endpoint",
  "webhook_endpoint.secret_rotated": "Rotated a webhook secret",
  "webhook_endpoint.enabled": "Enabled a webhook endpoint",
  "webhook_endpoint.disabled": "Disabled a webhook endpoint",
  "webhook_endpoint.pinged": "Pinged a webhook endpoint",
  "webhook_endpoint.replayed": "Replayed events to a webhook endpoint",
  "delivery.redelivered": "Redelivered an event",
  "callback.replayed": "Replayed a callback",
  "callbacks.replayed": "Replayed many callbacks",
  "jobs.retried": "Retried failed work",
};

export interface AuditArea {
  value: string;
  label: string;
  icon: LucideIcon;
  actions: readonly AuditAction[];
}

const beginning = (...words: string[]): AuditAction[] =>
  AUDIT_ACTIONS.filter(
    (action) => !action.endsWith(".refused") && words.some((word) => action.startsWith(`${word}.`)),
  );

export const areas: readonly AuditArea[] = [
  {
    value: "access",
    label: "Sign-ins and keys",
    icon: KeyRound,
    actions: beginning("session", "person", "key"),
  },
  {
    value: "refused",
    label: "Refused",
    icon: Ban,
    actions: AUDIT_ACTIONS.filter((action) => action.endsWith(".refused")),
  },
  {
    value: "agreements",
    label: "Agreements",
    icon: PenLine,
    actions: beginning("document", "preset", "signature", "evidence"),
  },
  { value: "webhooks", label: "Webhooks", icon: Webhook, actions: beginning("webhook_endpoint", "delivery") },
  {
    value: "callbacks",
    label: "Callbacks and jobs",
    icon: RadioTower,
    actions: beginning("callback", "callbacks", "jobs"),
  },
];
