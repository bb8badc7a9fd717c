// Deletes an endpoint with its deliveries; an attempt that is under way ends without a record.
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { foundEndpoint, lockEndpoint } from "./endpoint.ts";

/** @throws NotFoundError */
export const deleteEndpoint = (
  deps: Pick<Deps, "db" | "clock" | "log">,
  actor: Actor,
  endpointId: string,
): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    const key = { workspaceId: actor.workspaceId, endpointId };
    const endpoint = (await lockEndpoint(transaction, key, "remove")) ?? foundEndpoint(undefined, endpointId);
    await transaction
      .deleteFrom("webhook_endpoints")
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", key.endpointId)
      .execute();
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "webhook_endpoint.deleted",
      subject: { type: "webhook_endpoint", id: endpointId },
      details: { origin: new URL(endpoint.url).origin },
    });
    deps.log.info({ endpointId }, "webhook endpoint deleted");
  });
