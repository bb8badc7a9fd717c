// A delivery: one event on its way to one endpoint, with what its attempts brought.
import type { WebhookEventType } from "@creditnexus/contract";
import type { Kysely } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { NotFoundError } from "../../errors.ts";

export type DeliveryState = "pending" | "delivered" | "failed";

export type Delivery = {
  deliveryId: string;
  endpointId: string;
  eventId: string;
  eventType: WebhookEventType;
  signatureId: string | null;
  state: DeliveryState;
  attempts: number;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  lastStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
};

/** Deliveries with the type and signature of their event. */
export const selectDeliveries = (db: Kysely<Schema>, workspaceId: string) =>
  db
    .selectFrom("webhook_deliveries as delivery")
    .innerJoin("webhook_events as event", (join) =>
      join
        .onRef("event.workspace_id", "=", "delivery.workspace_id")
        .onRef("event.event_id", "=", "delivery.event_id"),
    )
    .where("delivery.workspace_id", "=", workspaceId)
    .select(["delivery.delivery_id", "delivery.endpoint_id", "delivery.event_id", "delivery.state"])
    .select(["delivery.attempts", "delivery.next_attempt_at", "delivery.last_attempt_at"])
    .select(["delivery.last_status", "delivery.last_error", "delivery.created_at", "delivery.delivered_at"])
    .select(["event.type", "event.signature_id"]);

type Row = Awaited<ReturnType<ReturnType<typeof selectDeliveries>["executeTakeFirstOrThrow"]>>;

export const deliveryFromRow = (row: Row): Delivery => ({
  deliveryId: row.delivery_id,
  endpointId: row.endpoint_id,
  eventId: row.event_id,
  // Only types that the contract knows are ever stored.
  eventType: row.type as WebhookEventType,
  signatureId: row.signature_id,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.next_attempt_at,
  lastAttemptAt: row.last_attempt_at,
  lastStatus: row.last_status,
  lastError: row.last_error,
  createdAt: row.created_at,
  deliveredAt: row.delivered_at,
});

/** @throws NotFoundError */
export const loadDelivery = async (
  db: Kysely<Schema>,
  workspaceId: string,
  deliveryId: string,
): Promise<Delivery> => {
  const row = await selectDeliveries(db, workspaceId)
    .where("delivery.delivery_id", "=", deliveryId)
    .executeTakeFirst();
  if (row !== undefined) return deliveryFromRow(row);
  throw new NotFoundError({
    code: "not_found",
    message: `There is no delivery ${deliveryId}: check the id.`,
  });
};
