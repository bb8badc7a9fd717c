// Reads one delivery with its bytes and every attempt.
import type { Deps } from "../deps.ts";
import { type Delivery, loadDelivery } from "./delivery.ts";

export type Attempt = {
  attempt: number;
  startedAt: Date;
  /** Null while under way, or when its process ended before the answer. */
  durationMs: number | null;
  status: number | null;
  error: string | null;
  responseBody: string | null;
};

export type DeliveryDetail = Delivery & { payload: Buffer; history: Attempt[] };

/** @throws NotFoundError */
export const findDelivery = async (
  deps: Pick<Deps, "db">,
  workspaceId: string,
  deliveryId: string,
): Promise<DeliveryDetail> => {
  const delivery = await loadDelivery(deps.db, workspaceId, deliveryId);
  const { payload } = await deps.db
    .selectFrom("webhook_events")
    .select("payload")
    .where("workspace_id", "=", workspaceId)
    .where("event_id", "=", delivery.eventId)
    .executeTakeFirstOrThrow();
  const rows = await deps.db
    .selectFrom("webhook_attempts")
    .select(["attempt", "started_at", "duration_ms", "status", "error", "response_body"])
    .where("workspace_id", "=", workspaceId)
    .where("delivery_id", "=", deliveryId)
    .orderBy("attempt")
    .execute();
  const history = rows.map((row) => ({
    attempt: row.attempt,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    status: row.status,
    error: row.error,
    responseBody: row.response_body,
  }));
  return { ...delivery, payload, history };
};
