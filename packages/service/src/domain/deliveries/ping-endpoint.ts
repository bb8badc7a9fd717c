// Delivers a test event to one endpoint, whatever its filter says.
import type { WebhookEvent } from "@creditnexus/contract";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { type Delivery, loadDelivery } from "./delivery.ts";
import { insertDeliveries } from "./events/insert-deliveries.ts";
import { eventRow } from "./events/insert-events.ts";
import { stayActive } from "./stay-active.ts";

/** @throws NotFoundError; ConflictError while it is disabled. */
export const pingEndpoint = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  endpointId: string,
): Promise<Delivery> =>
  deps.db.transaction().execute(async (transaction) => {
    const key = { workspaceId: actor.workspaceId, endpointId };
    await stayActive(transaction, key);
    const at = deps.clock.now();
    const eventId = newId("timelineEntry", at);
    const body: WebhookEvent<"ping"> = {
      type: "ping",
      timestamp: at.toISOString(),
      data: { endpoint_id: endpointId },
    };
    const event = eventRow({ workspaceId: key.workspaceId, at }, { eventId, signatureId: null, body });
    await transaction.insertInto("webhook_events").values(event).execute();
    const [deliveryId = ""] = await insertDeliveries(
      transaction,
      key,
      at,
      ({ event_id }) => sql`${event_id} = ${eventId}`,
    );
    await recordAudit(transaction, actor, {
      at,
      action: "webhook_endpoint.pinged",
      subject: { type: "webhook_endpoint", id: endpointId },
      details: { delivery_id: deliveryId },
    });
    return loadDelivery(transaction, key.workspaceId, deliveryId);
  });
