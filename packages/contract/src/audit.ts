// The audit log: who did what, from where, and when; written once and never changed.
import { z } from "zod";
import { AuditEntryId } from "./ids.ts";
import { listParameter, PageQuery, Role, Timestamp } from "./primitives.ts";

/** Every action that is recorded, with what it means. */
export const AUDIT_ACTION_MEANINGS = {
  "session.opened": "Somebody signed in at the dashboard",
  "session.ended": "Somebody signed out",
  "session.refused": "A sign-in was refused; recorded within bounds",
  "access.refused": "A call was refused for its key, its role or a missing token; recorded within bounds",
  "person.sessions_ended": "All sessions of a person were ended",
  "key.created": "An API key was made",
  "key.revoked": "An API key was revoked, and its sessions ended",
  "document.uploaded": "A PDF was stored",
  "preset.created": "A preset for requests was made",
  "preset.updated": "A preset was renamed or its content changed",
  "preset.deleted": "A preset was deleted",
  "signature.created": "Signatures were requested",
  "signature.cancelled": "A request was cancelled",
  "signature.declined": "A signer's refusal was recorded",
  "signature.reminded": "Signers were reminded by hand",
  "signature.resent": "A request was sent again with a corrected address",
  "signature.synced": "The truth was read from DigiSigner by hand; what had stopped was tried again",
  "signature.links_shown": "Signing links were shown",
  "signature.downloaded": "Signed PDFs were handed out",
  "signature.suspect_shown": "A signed PDF that had not passed verification was handed out to be judged",
  "signature.suspect_accepted": "A signed PDF that had not passed verification was accepted, with a reason",
  "evidence.downloaded": "An evidence bundle was handed out",
  "webhook_endpoint.created": "A webhook endpoint was set up",
  "webhook_endpoint.updated": "A webhook endpoint's URL, description or events were changed",
  "webhook_endpoint.deleted": "A webhook endpoint was deleted",
  "webhook_endpoint.secret_rotated": "A webhook endpoint got a new secret",
  "webhook_endpoint.enabled": "Deliveries to a webhook endpoint were resumed",
  "webhook_endpoint.disabled":
    "Deliveries to a webhook endpoint were stopped, by a person or by the desk itself",
  "webhook_endpoint.pinged": "A test event was sent to a webhook endpoint",
  "webhook_endpoint.replayed": "Every event since a time was sent to a webhook endpoint again",
  "delivery.redelivered": "One delivery was sent again",
  "callback.replayed": "One callback was processed again",
  "callbacks.replayed": "Callbacks that match a filter or a range of time were processed again",
  "jobs.retried": "Jobs that had failed for good were put back in line",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTION_MEANINGS;
export const AUDIT_ACTIONS = Object.keys(AUDIT_ACTION_MEANINGS) as [AuditAction, ...AuditAction[]];

/**
 * `key`: a program with an API key · `person`: somebody signed in at the dashboard · `library`: a caller in process ·
 * `desk`: the desk itself · `unknown`: nobody who could be recognised.
 */
export const AUDIT_ACTOR_KINDS = ["key", "person", "library", "desk", "unknown"] as const;

export const AUDIT_SUBJECT_TYPES = [
  "key",
  "person",
  "document",
  "signature",
  "preset",
  "webhook_endpoint",
  "delivery",
  "callback",
  "job",
] as const;

export const AuditEntry = z
  .object({
    audit_id: AuditEntryId,
    at: Timestamp,
    action: z.enum(AUDIT_ACTIONS),
    actor: z.object({
      kind: z.enum(AUDIT_ACTOR_KINDS),
      /** The person, or the key that was used or that the session was made from. */
      id: z.string().nullable(),
      /** As it was called then. */
      name: z.string(),
      role: Role.nullable(),
    }),
    /** What it was done to; null when it concerns nothing in particular. */
    subject: z.object({ type: z.enum(AUDIT_SUBJECT_TYPES), id: z.string() }).nullable(),
    /** Facts about the action; never a key, a secret, a signing link or an access code. */
    details: z.record(z.string(), z.unknown()),
    /** Null for callers in process and the desk itself. */
    source_address: z.string().nullable(),
    /** The `X-Request-Id` of the call. */
    request_id: z.string().nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = PageQuery.extend({
  /** A key's id, or part of a name. */
  actor: z.string().trim().min(1).max(200).optional(),
  action: listParameter(z.enum(AUDIT_ACTIONS)),
  /** The id of what it was done to. */
  subject: z.string().trim().min(1).max(100).optional(),
  from: Timestamp.optional(),
  /** Up to, not including. */
  to: Timestamp.optional(),
});
export type AuditQuery = z.input<typeof AuditQuery>;

export const AuditList = z
  .object({ entries: z.array(AuditEntry), next_cursor: z.string().nullable() })
  .meta({ id: "AuditList" });
export type AuditList = z.infer<typeof AuditList>;
