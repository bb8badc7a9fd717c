// Lists deliveries, newest first.

import { page, readCursor } from "../cursor.ts";
import type { Deps } from "../deps.ts";
import { type Delivery, type DeliveryState, deliveryFromRow, selectDeliveries } from "./delivery.ts";

export type DeliveryQuery = {
  limit: number;
  cursor?: string | undefined;
  endpointId?: string | undefined;
  signatureId?: string | undefined;
  state?: DeliveryState[] | undefined;
  eventType?: string[] | undefined;
};

export const listDeliveries = async (
  deps: Pick<Deps, "db">,
  workspaceId: string,
  query: DeliveryQuery,
): Promise<{ deliveries: Delivery[]; nextCursor: string | null }> => {
  const { endpointId, signatureId, state = [], eventType = [], cursor, limit } = query;
  let select = selectDeliveries(deps.db, workspaceId);
  if (endpointId !== undefined) select = select.where("delivery.endpoint_id", "=", endpointId);
  if (signatureId !== undefined) select = select.where("event.signature_id", "=", signatureId);
  if (state.length > 0) select = select.where("delivery.state", "in", state);
  if (eventType.length > 0) select = select.where("event.type", "in", eventType);
  // An id starts with its time, so the key itself is the order.
  if (cursor !== undefined) select = select.where("delivery.delivery_id", "<", readCursor(cursor).id);
  const found = await select
    .orderBy("delivery.delivery_id", "desc")
    .limit(limit + 1)
    .execute();
  const { rows, nextCursor } = page(found, limit, (row) => ({ at: row.created_at, id: row.delivery_id }));
  return { deliveries: rows.map(deliveryFromRow), nextCursor };
};
