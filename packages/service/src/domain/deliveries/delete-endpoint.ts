// Deletes an endpoint with its deliveries; an attempt that is under way ends without a record.
import type { Deps } from "../deps.ts";
import { type EndpointKey, foundEndpoint, lockEndpoint } from "./endpoint.ts";

/** @throws NotFoundError */
export const deleteEndpoint = (deps: Pick<Deps, "db" | "log">, key: EndpointKey): Promise<void> =>
  deps.db.transaction().execute(async (transaction) => {
    if ((await lockEndpoint(transaction, key, "remove")) === undefined) {
      foundEndpoint(undefined, key.endpointId);
    }
    await transaction
      .deleteFrom("webhook_endpoints")
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", key.endpointId)
      .execute();
    deps.log.info({ endpointId: key.endpointId }, "webhook endpoint deleted");
  });
