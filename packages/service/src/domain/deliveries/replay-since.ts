// Delivers every event since a time to an endpoint once more, also those from while it was disabled.
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { insertDeliveries } from "./events/insert-deliveries.ts";
import { stayActive } from "./stay-active.ts";

/**
 * Resolves to the number of events; its filter counts, and pings and the disabling of endpoints are not repeated.
 *
 * @throws NotFoundError; ConflictError while it is disabled.
 */
export const replaySince = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  endpointId: string,
  since: Date,
): Promise<number> =>
  deps.db.transaction().execute(async (transaction) => {
    const key = { workspaceId: actor.workspaceId, endpointId };
    const at = deps.clock.now();
    const { events } = await stayActive(transaction, key);
    const replayed = await insertDeliveries(
      transaction,
      key,
      at,
      ({ occurred_at, signature_id, type }) => sql`
        ${occurred_at} >= ${since} and ${signature_id} is not null
        and (${events.length === 0} or ${type} = any (${events}::text[]))
      `,
    );
    await recordAudit(transaction, actor, {
      at,
      action: "webhook_endpoint.replayed",
      subject: { type: "webhook_endpoint", id: endpointId },
      details: { since: since.toISOString(), replayed: replayed.length },
    });
    deps.log.info({ endpointId, events: replayed.length }, "webhook events replayed");
    return replayed.length;
  });
