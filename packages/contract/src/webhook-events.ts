// The events that outbound webhooks tell of: one schema each, made of the same parts.
import { z } from "zod";
import { DocumentId, SignatureId, SignerId, WebhookEndpointId } from "./ids.ts";
import { Sha256, Timestamp } from "./primitives.ts";

const EventSigner = z.object({
  signer_id: SignerId,
  email: z.string(),
  name: z.string().nullable(),
  status: z.enum(["pending", "signed"]).describe("`signed` when every document of theirs is"),
});

/** What every event of a signature says; never a signing link or an access code. */
const aboutSignature = {
  signature_id: SignatureId,
  title: z.string(),
  status: z.string().describe("The state of the signature after the change, as the API shows it"),
  digisigner_request_id: z.string().nullable(),
  requested_at: Timestamp,
  expires_at: Timestamp,
  metadata: z.record(z.string(), z.string()).describe("As given when the signatures were requested"),
  signers: z.array(EventSigner),
  sequence: z.number().int().describe("Place of the event in the signature's timeline; larger is later"),
};

const reason = z.string().nullable().describe("As the person gave it");

const event = <Type extends string, Data extends z.core.$ZodLooseShape>(
  type: Type,
  about: string,
  data: Data,
) =>
  z
    .object({ type: z.literal(type), timestamp: Timestamp, data: z.object(data) })
    .describe(about)
    .meta({ id: `WebhookEvent.${type}` });

const ofSignature = <Type extends string, Data extends z.core.$ZodLooseShape>(
  type: Type,
  about: string,
  data: Data,
) => event(type, about, { ...aboutSignature, ...data });

/** Every event by its type, with the schema of its body. */
export const WEBHOOK_EVENT_SCHEMAS = {
  "signature_request.sent": ofSignature(
    "signature_request.sent",
    "DigiSigner took the request and invites the signers.",
    {},
  ),
  "signature_request.signer_signed": ofSignature(
    "signature_request.signer_signed",
    "One signer signed one document, confirmed by DigiSigner's API.",
    { signer_id: SignerId, email: z.string(), document_id: DocumentId, signed_at: Timestamp },
  ),
  "signature_request.completed": ofSignature(
    "signature_request.completed",
    "Everybody has signed everything. The signed documents follow as `signature_request.document_collected`.",
    { completed_at: Timestamp },
  ),
  "signature_request.document_collected": ofSignature(
    "signature_request.document_collected",
    "A signed document was downloaded, verified (or accepted by a person) and stored; it can be fetched from the API.",
    { document_id: DocumentId, sha256: Sha256, size: z.number().int().describe("Bytes") },
  ),
  "signature_request.declined": ofSignature(
    "signature_request.declined",
    "A person recorded that a signer refuses; DigiSigner has no such event.",
    { reason, signer_id: SignerId.nullable() },
  ),
  "signature_request.expired": ofSignature(
    "signature_request.expired",
    "The time to sign ran out, at `expires_at`.",
    {},
  ),
  "signature_request.cancelled": ofSignature("signature_request.cancelled", "A person cancelled it.", {
    reason,
  }),
  "signature_request.failed": ofSignature(
    "signature_request.failed",
    "It can never be sent as it is; nobody was invited.",
    { code: z.string(), detail: z.string().describe("What was wrong and what to do about it") },
  ),
  "signature_request.reminded": ofSignature(
    "signature_request.reminded",
    "A signer was reminded by a mail of this desk.",
    { signer_id: SignerId, email: z.string() },
  ),
  "webhook_endpoint.disabled": event(
    "webhook_endpoint.disabled",
    "Deliveries to another endpoint of this workspace were stopped, by the desk itself or by a person.",
    {
      endpoint_id: WebhookEndpointId,
      url: z.string().describe("Origin only; the path may hold a credential"),
      reason: z.string(),
      failing_since: Timestamp.nullable(),
    },
  ),
  ping: event("ping", "A test, sent to one endpoint when somebody asks for it, whatever its filter says.", {
    endpoint_id: WebhookEndpointId,
  }),
} as const;

export type WebhookEventType = keyof typeof WEBHOOK_EVENT_SCHEMAS;

/** Body of a delivery of one type, or of any. */
export type WebhookEvent<Type extends WebhookEventType = WebhookEventType> = {
  [Each in Type]: z.infer<(typeof WEBHOOK_EVENT_SCHEMAS)[Each]>;
}[Type];

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENT_SCHEMAS) as [
  WebhookEventType,
  ...WebhookEventType[],
];

export const WebhookEventName = z.enum(WEBHOOK_EVENT_TYPES).meta({ id: "WebhookEventName" });

/** What an endpoint can subscribe to; a ping comes when asked for. */
export const SubscribableEvent = WebhookEventName.exclude(["ping"]).meta({ id: "SubscribableEvent" });
export type SubscribableEvent = z.infer<typeof SubscribableEvent>;
