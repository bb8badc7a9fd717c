// Stops deliveries to an endpoint, by a person's or by the desk's own decision, and tells the other endpoints.
import type { WebhookEvent } from "@creditnexus/contract";
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { type Endpoint, type EndpointKey, foundEndpoint, lockEndpoint } from "./endpoint.ts";
import { insertEvents } from "./events/insert-events.ts";

/** For an endpoint that the caller holds locked for a change. */
export const disableLocked = async (
  transaction: Transaction<Schema>,
  actor: Actor,
  endpoint: Endpoint,
  reason: string,
  at: Date,
): Promise<Endpoint> => {
  if (endpoint.state === "disabled") return endpoint;
  const { workspaceId, endpointId } = endpoint;
  await transaction
    .updateTable("webhook_endpoints")
    .set({ state: "disabled", disabled_reason: reason, disabled_at: at })
    .where("workspace_id", "=", workspaceId)
    .where("endpoint_id", "=", endpointId)
    .execute();
  const body: WebhookEvent<"webhook_endpoint.disabled"> = {
    type: "webhook_endpoint.disabled",
    timestamp: at.toISOString(),
    data: {
      endpoint_id: endpointId,
      url: new URL(endpoint.url).origin,
      reason,
      failing_since: endpoint.failingSince?.toISOString() ?? null,
    },
  };
  const event = { eventId: newId("timelineEntry", at), signatureId: null, body };
  await insertEvents(transaction, { workspaceId, at }, [event]);
  await recordAudit(transaction, actor, {
    at,
    action: "webhook_endpoint.disabled",
    subject: { type: "webhook_endpoint", id: endpointId },
    details: { origin: body.data.url, reason },
  });
  return { ...endpoint, state: "disabled", disabledReason: reason, disabledAt: at };
};

/**
 * Disabling twice is no error; the first reason stays.
 *
 * @throws NotFoundError
 */
export const disableEndpoint = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  endpointId: string,
  reason?: string,
): Promise<Endpoint> =>
  deps.db.transaction().execute(async (transaction) => {
    const key: EndpointKey = { workspaceId: actor.workspaceId, endpointId };
    const endpoint = (await lockEndpoint(transaction, key, "change")) ?? foundEndpoint(undefined, endpointId);
    const why = `${actor.name} disabled it${reason === undefined ? "" : `: ${reason}`}`;
    deps.log.info({ endpointId }, "webhook endpoint disabled by a person");
    return disableLocked(transaction, actor, endpoint, why, deps.clock.now());
  });
