// Lets deliveries to an endpoint go on; what waited is due at once.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { type Endpoint, foundEndpoint, lockEndpoint } from "./endpoint.ts";

/**
 * Enabling twice is no error. Events from while it was disabled have no delivery; a replay makes them.
 *
 * @throws NotFoundError
 */
export const enableEndpoint = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  endpointId: string,
): Promise<Endpoint> =>
  deps.db.transaction().execute(async (transaction) => {
    const key = { workspaceId: actor.workspaceId, endpointId };
    const endpoint = (await lockEndpoint(transaction, key, "change")) ?? foundEndpoint(undefined, endpointId);
    await transaction
      .updateTable("webhook_endpoints")
      // Otherwise its first failure would count from before the pause and disable it again.
      .set({ state: "active", disabled_reason: null, disabled_at: null, failing_since: null })
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", endpointId)
      .execute();
    if (endpoint.state === "disabled") {
      await recordAudit(transaction, actor, {
        at: deps.clock.now(),
        action: "webhook_endpoint.enabled",
        subject: { type: "webhook_endpoint", id: endpointId },
        details: { origin: new URL(endpoint.url).origin },
      });
    }
    deps.log.info({ endpointId }, "webhook endpoint enabled");
    return { ...endpoint, state: "active", disabledReason: null, disabledAt: null, failingSince: null };
  });
