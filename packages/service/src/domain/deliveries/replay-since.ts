// Delivers every event since a time to an endpoint once more, also those from while it was disabled.
import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import type { EndpointKey } from "./endpoint.ts";
import { insertDeliveries } from "./events/insert-deliveries.ts";
import { stayActive } from "./stay-active.ts";

/**
 * Resolves to the number of events; its filter counts, and pings and the disabling of endpoints are not repeated.
 *
 * @throws NotFoundError; ConflictError while it is disabled.
 */
export const replaySince = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  key: EndpointKey,
  since: Date,
): Promise<number> =>
  deps.db.transaction().execute(async (transaction) => {
    const { events } = await stayActive(transaction, key);
    const replayed = await insertDeliveries(
      transaction,
      key,
      deps.clock.now(),
      ({ occurred_at, signature_id, type }) => sql`
        ${occurred_at} >= ${since} and ${signature_id} is not null
        and (${events.length === 0} or ${type} = any (${events}::text[]))
      `,
    );
    deps.log.info({ endpointId: key.endpointId, events: replayed.length }, "webhook events replayed");
    return replayed.length;
  });
