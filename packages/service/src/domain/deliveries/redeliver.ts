// Delivers an event to its endpoint once more, with the same id and bytes.
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { type Delivery, loadDelivery } from "./delivery.ts";
import { insertDeliveries } from "./events/insert-deliveries.ts";
import { stayActive } from "./stay-active.ts";

/** Due at once, with the whole schedule of retries before it. @throws NotFoundError; ConflictError while it is disabled. */
export const redeliver = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  deliveryId: string,
): Promise<Delivery> =>
  deps.db.transaction().execute(async (transaction) => {
    const { workspaceId } = actor;
    const { endpointId, eventId, eventType } = await loadDelivery(transaction, workspaceId, deliveryId);
    const key = { workspaceId, endpointId };
    await stayActive(transaction, key);
    const at = deps.clock.now();
    await insertDeliveries(transaction, key, at, ({ event_id }) => sql`${event_id} = ${eventId}`);
    await recordAudit(transaction, actor, {
      at,
      action: "delivery.redelivered",
      subject: { type: "delivery", id: deliveryId },
      details: { endpoint_id: endpointId, event_id: eventId, event_type: eventType },
    });
    return loadDelivery(transaction, workspaceId, deliveryId);
  });
