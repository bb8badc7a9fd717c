// The prefixed, time-ordered identifiers that appear on the wire.
import { z } from "zod";

/** Prefixes by resource. The rest of an id is 26 characters of Crockford base32 (a ULID), so that ids sort by time. */
export const ID_PREFIXES = {
  document: "doc",
  signature: "sig",
  signer: "sgr",
  callback: "cbk",
  timelineEntry: "evt",
  key: "key",
  person: "usr",
  workspace: "wsp",
  webhookEndpoint: "whe",
  delivery: "dlv",
  auditEntry: "aud",
  draft: "drf",
  preset: "pre",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const idSchema = (kind: IdKind) =>
  z.string().regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-z]{1,40}$`), {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not a ${kind} id: expected ${ID_PREFIXES[kind]}_ followed by lower-case letters and digits`,
  });

export const DocumentId = idSchema("document");
export const SignatureId = idSchema("signature");
export const SignerId = idSchema("signer");
export const CallbackId = idSchema("callback");
export const TimelineEntryId = idSchema("timelineEntry");
export const KeyId = idSchema("key");
export const PersonId = idSchema("person");
export const WebhookEndpointId = idSchema("webhookEndpoint");
export const DeliveryId = idSchema("delivery");
export const AuditEntryId = idSchema("auditEntry");
export const DraftId = idSchema("draft");
export const PresetId = idSchema("preset");
