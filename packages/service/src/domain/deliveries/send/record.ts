// Records how an attempt went: what follows for the delivery, and for its endpoint.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { deskActor } from "../../actor.ts";
import type { Deps } from "../../deps.ts";
import { disableLocked } from "../disable-endpoint.ts";
import { type Endpoint, lockEndpoint } from "../endpoint.ts";
import type { Outcome } from "./attempt.ts";
import type { Claimed } from "./claim.ts";
import { GIVE_UP_AFTER_MS, retryDelayMs } from "./schedule.ts";

type Next = { state: "pending" | "delivered" | "failed"; step: number; nextAttemptAt: Date | null };

const nextOf = (claimed: Claimed, outcome: Outcome, now: Date, random: number): Next => {
  const { step } = claimed;
  if (outcome.kind === "delivered") return { state: "delivered", step, nextAttemptAt: null };
  if (outcome.kind === "interrupted") return { state: "pending", step, nextAttemptAt: now };
  const failures = step + 1;
  const delay = outcome.kind === "gone" ? undefined : retryDelayMs(failures, random, outcome.retryAfterMs);
  if (delay === undefined) return { state: "failed", step: failures, nextAttemptAt: null };
  return { state: "pending", step: failures, nextAttemptAt: new Date(now.getTime() + delay) };
};

const recordAttempt = (
  transaction: Transaction<Schema>,
  claimed: Claimed,
  outcome: Outcome,
  durationMs: number,
) =>
  transaction
    .updateTable("webhook_attempts")
    .set({
      duration_ms: Math.round(durationMs),
      status: outcome.status,
      error: outcome.error,
      response_body: outcome.body,
    })
    .where("workspace_id", "=", claimed.workspaceId)
    .where("delivery_id", "=", claimed.deliveryId)
    .where("attempt", "=", claimed.attempt)
    .execute();

/** Does nothing when somebody asked for another delivery meanwhile, or our lease ran out: then the next attempt decides. */
const recordDelivery = (
  transaction: Transaction<Schema>,
  claimed: Claimed,
  outcome: Outcome,
  next: Next,
  now: Date,
) =>
  transaction
    .updateTable("webhook_deliveries")
    .set({
      state: next.state,
      step: next.step,
      next_attempt_at: next.nextAttemptAt,
      last_status: outcome.status,
      last_error: outcome.error,
      ...(next.state === "delivered" ? { delivered_at: now } : {}),
    })
    .where("workspace_id", "=", claimed.workspaceId)
    .where("delivery_id", "=", claimed.deliveryId)
    .where("attempts", "=", claimed.attempt)
    .where("next_attempt_at", "=", claimed.leaseUntil)
    .execute();

const setFailingSince = (transaction: Transaction<Schema>, endpoint: Endpoint, since: Date | null) =>
  transaction
    .updateTable("webhook_endpoints")
    .set({ failing_since: since })
    .where("workspace_id", "=", endpoint.workspaceId)
    .where("endpoint_id", "=", endpoint.endpointId)
    .execute();

/** Why the endpoint is to be disabled, if it is. */
const verdictOf = (outcome: Outcome, failingSince: Date, now: Date): string | undefined => {
  if (outcome.kind === "gone") return "It answered 410 Gone, which says that it wants no more deliveries";
  if (now.getTime() - failingSince.getTime() < GIVE_UP_AFTER_MS) return undefined;
  return `Nothing but failures since ${failingSince.toISOString()}, at last: ${outcome.error}`;
};

const recordEndpoint = async (
  deps: Pick<Deps, "log">,
  transaction: Transaction<Schema>,
  endpoint: Endpoint,
  outcome: Outcome,
  now: Date,
): Promise<void> => {
  if (outcome.kind === "interrupted") return;
  if (outcome.kind === "delivered") {
    if (endpoint.failingSince !== null) await setFailingSince(transaction, endpoint, null);
    return;
  }
  const failingSince = endpoint.failingSince ?? now;
  if (endpoint.failingSince === null) await setFailingSince(transaction, endpoint, failingSince);
  const reason = verdictOf(outcome, failingSince, now);
  if (reason === undefined || endpoint.state === "disabled") return;
  const desk = deskActor(endpoint.workspaceId);
  await disableLocked(transaction, desk, { ...endpoint, failingSince }, reason, now);
  deps.log.warn({ endpointId: endpoint.endpointId, reason }, "webhook endpoint disabled");
};

/** `random` is in [0, 1) and spreads the next attempt. */
export const recordOutcome = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  claimed: Claimed,
  outcome: Outcome,
  durationMs: number,
  random: number,
): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const endpoint = await lockEndpoint(transaction, claimed, "change");
    // Deleted meanwhile, and its deliveries with it.
    if (endpoint === undefined) return;
    const now = deps.clock.now();
    const next = nextOf(claimed, outcome, now, random);
    await recordAttempt(transaction, claimed, outcome, durationMs);
    await recordDelivery(transaction, claimed, outcome, next, now);
    await recordEndpoint(deps, transaction, endpoint, outcome, now);
  });
