// Puts events in line for one endpoint; a pair that has a delivery already begins its schedule anew.
import { type Expression, type RawBuilder, type SqlBool, sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { newId } from "../../ids.ts";
import type { EndpointKey } from "../endpoint.ts";

/** An id per row, made by the database: of the same form and in the same order of time as those of `newId`. */
export const newDeliveryIds = (at: Date): RawBuilder<string> => {
  const id = newId("delivery", at);
  const prefixAndTime = id.slice(0, id.indexOf("_") + 11);
  return sql<string>`${prefixAndTime} || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)`;
};

type EventColumns = {
  event_id: Expression<string>;
  type: Expression<string>;
  signature_id: Expression<string | null>;
  occurred_at: Expression<Date>;
};

/** Due at once; answers the ids of the deliveries. `which` picks the events. The caller holds the endpoint. */
export const insertDeliveries = async (
  transaction: Transaction<Schema>,
  { workspaceId, endpointId }: EndpointKey,
  at: Date,
  which: (event: EventColumns) => Expression<SqlBool>,
): Promise<string[]> => {
  const column = <T>(name: string) => sql.ref<T>(`event.${name}`);
  const condition = which({
    event_id: column("event_id"),
    type: column("type"),
    signature_id: column("signature_id"),
    occurred_at: column("occurred_at"),
  });
  const { rows } = await sql<{ delivery_id: string }>`
    insert into webhook_deliveries as delivery
      (workspace_id, delivery_id, endpoint_id, event_id, next_attempt_at, created_at)
    select event.workspace_id, ${newDeliveryIds(at)}, ${endpointId}, event.event_id,
      ${at}::timestamptz, ${at}::timestamptz
    from webhook_events event
    where event.workspace_id = ${workspaceId} and ${condition}
    on conflict (workspace_id, endpoint_id, event_id)
    do update set state = 'pending', step = 0, next_attempt_at = excluded.next_attempt_at
    returning delivery.delivery_id
  `.execute(transaction);
  return rows.map((row) => row.delivery_id);
};
