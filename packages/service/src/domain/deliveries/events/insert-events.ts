// Fixes the bytes of events and makes one delivery for every endpoint that wants them, in the caller's transaction.
import type { WebhookEvent } from "@creditnexus/contract";
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { newDeliveryIds } from "./insert-deliveries.ts";

export type NewEvent = {
  /** Becomes `webhook-id`. */
  eventId: string;
  signatureId: string | null;
  body: WebhookEvent;
};

export type EventTarget = { workspaceId: string; at: Date };

export const eventRow = ({ workspaceId, at }: EventTarget, { eventId, signatureId, body }: NewEvent) => ({
  workspace_id: workspaceId,
  event_id: eventId,
  type: body.type,
  signature_id: signatureId,
  occurred_at: at,
  payload: Buffer.from(JSON.stringify(body)),
});

/**
 * One statement: every change of a signature goes through here. The endpoints cannot be deleted until the caller commits;
 * they can still be used and changed. Events are kept also when nobody wants them yet: an endpoint that comes later can
 * have them replayed.
 */
export const insertEvents = async (
  transaction: Transaction<Schema>,
  target: EventTarget,
  events: readonly NewEvent[],
): Promise<void> => {
  if (events.length === 0) return;
  const { workspaceId, at } = target;
  await transaction
    .with("event", (query) =>
      query
        .insertInto("webhook_events")
        .values(events.map((event) => eventRow(target, event)))
        .returning(["event_id", "type"]),
    )
    .with("endpoint", (query) =>
      query
        .selectFrom("webhook_endpoints")
        .select(["endpoint_id", "events"])
        .where("workspace_id", "=", workspaceId)
        .where("state", "=", "active")
        .orderBy("endpoint_id")
        .forKeyShare(),
    )
    .insertInto("webhook_deliveries")
    .columns(["workspace_id", "delivery_id", "endpoint_id", "event_id", "next_attempt_at", "created_at"])
    .expression((query) =>
      query
        .selectFrom(["event", "endpoint"])
        .select([
          sql.val(workspaceId).as("workspace_id"),
          newDeliveryIds(at).as("delivery_id"),
          "endpoint.endpoint_id",
          "event.event_id",
          sql<Date>`${at}::timestamptz`.as("next_attempt_at"),
          sql<Date>`${at}::timestamptz`.as("created_at"),
        ])
        .where(
          sql<boolean>`cardinality(endpoint.events) = 0 or ${sql.ref("event.type")} = any (endpoint.events)`,
        ),
    )
    .execute();
};
