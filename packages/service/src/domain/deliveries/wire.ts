// Converts endpoints and deliveries to their form on the wire.
import type {
  Delivery as WireDelivery,
  DeliveryDetail as WireDetail,
  WebhookEndpoint as WireEndpoint,
} from "@creditnexus/contract";
import type { Delivery } from "./delivery.ts";
import type { Endpoint } from "./endpoint.ts";
import type { DeliveryDetail } from "./find-delivery.ts";

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

export const endpointToWire = (endpoint: Endpoint): WireEndpoint => ({
  endpoint_id: endpoint.endpointId,
  url: endpoint.url,
  description: endpoint.description,
  events: endpoint.events,
  state: endpoint.state,
  disabled_reason: endpoint.disabledReason,
  disabled_at: time(endpoint.disabledAt),
  failing_since: time(endpoint.failingSince),
  previous_secret_until: time(endpoint.previousSecretUntil),
  created_at: endpoint.createdAt.toISOString(),
});

export const deliveryToWire = (delivery: Delivery): WireDelivery => ({
  delivery_id: delivery.deliveryId,
  endpoint_id: delivery.endpointId,
  event_id: delivery.eventId,
  event_type: delivery.eventType,
  signature_id: delivery.signatureId,
  state: delivery.state,
  attempts: delivery.attempts,
  next_attempt_at: time(delivery.nextAttemptAt),
  last_attempt_at: time(delivery.lastAttemptAt),
  last_status: delivery.lastStatus,
  last_error: delivery.lastError,
  created_at: delivery.createdAt.toISOString(),
  delivered_at: time(delivery.deliveredAt),
});

export const deliveryDetailToWire = (delivery: DeliveryDetail): WireDetail => ({
  ...deliveryToWire(delivery),
  payload: delivery.payload.toString("utf8"),
  history: delivery.history.map((attempt) => ({
    attempt: attempt.attempt,
    started_at: attempt.startedAt.toISOString(),
    duration_ms: attempt.durationMs,
    status: attempt.status,
    error: attempt.error,
    response_body: attempt.responseBody,
  })),
});
