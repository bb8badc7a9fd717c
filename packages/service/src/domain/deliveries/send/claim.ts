// Takes deliveries that are due, so that no other process attempts them at the same time.
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import type { Deps } from "../../deps.ts";

/** Longer than an attempt can take; a delivery whose process ended is due again after it. */
const LEASE_MS = 60_000;

/** At once to one receiver, so that a slow one neither drowns nor holds up the others. */
export const PER_ENDPOINT = 8;

type Taken = { workspace_id: string; delivery_id: string; attempts: number };

export type Claimed = {
  workspaceId: string;
  deliveryId: string;
  endpointId: string;
  eventId: string;
  /** Number of this attempt. */
  attempt: number;
  /** Failures of the present schedule so far. */
  step: number;
  startedAt: Date;
  /** While the row still says so, the delivery is ours. */
  leaseUntil: Date;
  url: string;
  payload: Buffer;
  secretEncrypted: Buffer;
  previousSecretEncrypted: Buffer | null;
  previousSecretUntil: Date | null;
};

type Wish = { now: Date; limit: number; busyEndpoints: readonly string[] };

const take = async (transaction: Transaction<Schema>, wish: Wish, leaseUntil: Date): Promise<Taken[]> => {
  const { rows } = await sql<Taken>`
    with due as (
      select row.workspace_id, row.delivery_id
      from webhook_endpoints endpoint
      cross join lateral (
        select workspace_id, delivery_id, next_attempt_at
        from webhook_deliveries
        where workspace_id = endpoint.workspace_id
          and endpoint_id = endpoint.endpoint_id
          and next_attempt_at <= ${wish.now}
        order by next_attempt_at
        limit ${PER_ENDPOINT}
        for update skip locked
      ) row
      where endpoint.state = 'active' and endpoint.endpoint_id <> all (${wish.busyEndpoints}::text[])
      order by row.next_attempt_at
      limit ${wish.limit}
    )
    update webhook_deliveries delivery
    set next_attempt_at = ${leaseUntil}, last_attempt_at = ${wish.now}, attempts = attempts + 1
    from due
    where delivery.workspace_id = due.workspace_id and delivery.delivery_id = due.delivery_id
    returning delivery.workspace_id, delivery.delivery_id, delivery.attempts
  `.execute(transaction);
  return rows;
};

const load = (transaction: Transaction<Schema>, taken: readonly Taken[]) =>
  transaction
    .selectFrom("webhook_deliveries as delivery")
    .innerJoin("webhook_endpoints as endpoint", (join) =>
      join
        .onRef("endpoint.workspace_id", "=", "delivery.workspace_id")
        .onRef("endpoint.endpoint_id", "=", "delivery.endpoint_id"),
    )
    .innerJoin("webhook_events as event", (join) =>
      join
        .onRef("event.workspace_id", "=", "delivery.workspace_id")
        .onRef("event.event_id", "=", "delivery.event_id"),
    )
    .select(["delivery.workspace_id", "delivery.delivery_id", "delivery.endpoint_id", "delivery.event_id"])
    .select(["delivery.attempts", "delivery.step", "endpoint.url", "event.payload"])
    .select(["endpoint.secret_encrypted", "endpoint.previous_secret_encrypted"])
    .select("endpoint.previous_secret_until")
    .where("delivery.workspace_id", "in", [...new Set(taken.map((row) => row.workspace_id))])
    .where(
      "delivery.delivery_id",
      "in",
      taken.map((row) => row.delivery_id),
    )
    .execute();

/**
 * At most `limit` deliveries, the longest waiting first. The attempt is written down before it is made: when its process
 * ends, the next one makes another with the same `webhook-id`, and the receiver sees that it knows it already.
 */
export const claimDue = (
  deps: Pick<Deps, "db" | "clock">,
  wish: { limit: number; busyEndpoints: readonly string[] },
): Promise<Claimed[]> =>
  deps.db.transaction().execute(async (transaction) => {
    const now = deps.clock.now();
    const leaseUntil = new Date(now.getTime() + LEASE_MS);
    const taken = await take(transaction, { ...wish, now }, leaseUntil);
    if (taken.length === 0) return [];
    await transaction
      .insertInto("webhook_attempts")
      .values(
        taken.map((row) => ({
          workspace_id: row.workspace_id,
          delivery_id: row.delivery_id,
          attempt: row.attempts,
          started_at: now,
        })),
      )
      .execute();
    const rows = await load(transaction, taken);
    return rows.map((row) => ({
      workspaceId: row.workspace_id,
      deliveryId: row.delivery_id,
      endpointId: row.endpoint_id,
      eventId: row.event_id,
      attempt: row.attempts,
      step: row.step,
      startedAt: now,
      leaseUntil,
      url: row.url,
      payload: row.payload,
      secretEncrypted: row.secret_encrypted,
      previousSecretEncrypted: row.previous_secret_encrypted,
      previousSecretUntil: row.previous_secret_until,
    }));
  });
