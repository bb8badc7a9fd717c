// Outbound webhooks: the endpoints of other systems, and the log of what was delivered to them.
import { z } from "zod";
import { DeliveryId, SignatureId, WebhookEndpointId } from "./ids.ts";
import { listParameter, PageQuery, Timestamp } from "./primitives.ts";
import { SubscribableEvent, WebhookEventName } from "./webhook-events.ts";

const EndpointUrl = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), {
    error: (issue) =>
      `${JSON.stringify(issue.input)} is not an http or https URL: expected something like https://lender.example/hooks`,
  });
const Description = z.string().trim().max(200);
const Events = z.array(SubscribableEvent).max(50);

export const CreateWebhookEndpoint = z
  .strictObject({
    url: EndpointUrl,
    description: Description.optional(),
    /** Left out or empty: every event. */
    events: Events.optional(),
  })
  .meta({ id: "CreateWebhookEndpoint" });

/** What is left out stays as it is. */
export const UpdateWebhookEndpoint = z
  .strictObject({
    url: EndpointUrl.optional(),
    description: Description.nullable().optional(),
    events: Events.optional(),
  })
  .meta({ id: "UpdateWebhookEndpoint" });

export const DisableWebhookEndpoint = z
  .strictObject({ reason: z.string().trim().min(1).max(200).optional() })
  .meta({ id: "DisableWebhookEndpoint" });

export const ENDPOINT_STATES = ["active", "disabled"] as const;

export const WebhookEndpoint = z
  .object({
    endpoint_id: WebhookEndpointId,
    url: z.string(),
    description: z.string().nullable(),
    /** Empty: every event. */
    events: z.array(SubscribableEvent),
    state: z.enum(ENDPOINT_STATES),
    /** Who or what disabled it. */
    disabled_reason: z.string().nullable(),
    disabled_at: Timestamp.nullable(),
    /** The first failure after the last success; null while all is well. */
    failing_since: Timestamp.nullable(),
    /** Until then deliveries carry a second signature, made with the secret before the last rotation. */
    previous_secret_until: Timestamp.nullable(),
    created_at: Timestamp,
  })
  .meta({ id: "WebhookEndpoint" });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

/** The only answers that hold the secret (`whsec_` and 32 bytes in base64). */
export const WebhookEndpointWithSecret = WebhookEndpoint.extend({ secret: z.string() }).meta({
  id: "WebhookEndpointWithSecret",
});
export type WebhookEndpointWithSecret = z.infer<typeof WebhookEndpointWithSecret>;

export const WebhookEndpointList = z
  .object({ endpoints: z.array(WebhookEndpoint) })
  .meta({ id: "WebhookEndpointList" });

/** `pending`: waits for its first or next attempt · `delivered`: answered with 2xx · `failed`: given up. */
export const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;

export const Delivery = z
  .object({
    delivery_id: DeliveryId,
    endpoint_id: WebhookEndpointId,
    /** `webhook-id` of every attempt. */
    event_id: z.string(),
    event_type: WebhookEventName,
    signature_id: SignatureId.nullable(),
    state: z.enum(DELIVERY_STATES),
    /** Attempts begun so far. */
    attempts: z.number().int(),
    next_attempt_at: Timestamp.nullable(),
    last_attempt_at: Timestamp.nullable(),
    /** HTTP status of the last answer; null without any. */
    last_status: z.number().int().nullable(),
    last_error: z.string().nullable(),
    created_at: Timestamp,
    delivered_at: Timestamp.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof Delivery>;

export const DeliveryAttempt = z
  .object({
    attempt: z.number().int(),
    started_at: Timestamp,
    /** Null while it is under way, or when its process ended before the answer. */
    duration_ms: z.number().int().nullable(),
    status: z.number().int().nullable(),
    error: z.string().nullable(),
    /** The first 4 KB of the answer, as text. */
    response_body: z.string().nullable(),
  })
  .meta({ id: "DeliveryAttempt" });
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

export const DeliveryDetail = Delivery.extend({
  /** The exact body of every attempt. */
  payload: z.string(),
  /** Oldest first. */
  history: z.array(DeliveryAttempt),
}).meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

const deliveryFilters = {
  state: listParameter(z.enum(DELIVERY_STATES)),
  event_type: listParameter(WebhookEventName),
  signature_id: SignatureId.optional(),
};
export const EndpointDeliveryListQuery = PageQuery.extend(deliveryFilters);
export const DeliveryListQuery = PageQuery.extend({
  ...deliveryFilters,
  endpoint_id: WebhookEndpointId.optional(),
});
export const DeliveryList = z
  .object({ deliveries: z.array(Delivery), next_cursor: z.string().nullable() })
  .meta({ id: "DeliveryList" });
export type DeliveryList = z.infer<typeof DeliveryList>;

/** Events since then go to the endpoint once more, also those it has had already and those from while it was disabled. */
export const ReplayDeliveries = z.strictObject({ since: Timestamp }).meta({ id: "ReplayDeliveries" });
export const ReplayedDeliveries = z.object({ replayed: z.number().int() }).meta({ id: "ReplayedDeliveries" });
