// Lets deliveries to an endpoint go on; what waited is due at once.
import type { Deps } from "../deps.ts";
import { ENDPOINT_COLUMNS, type Endpoint, type EndpointKey, foundEndpoint } from "./endpoint.ts";

/**
 * Enabling twice is no error. Events from while it was disabled have no delivery; a replay makes them.
 *
 * @throws NotFoundError
 */
export const enableEndpoint = async (deps: Pick<Deps, "db" | "log">, key: EndpointKey): Promise<Endpoint> => {
  const row = await deps.db
    .updateTable("webhook_endpoints")
    // Otherwise its first failure would count from before the pause and disable it again.
    .set({ state: "active", disabled_reason: null, disabled_at: null, failing_since: null })
    .where("workspace_id", "=", key.workspaceId)
    .where("endpoint_id", "=", key.endpointId)
    .returning(ENDPOINT_COLUMNS)
    .executeTakeFirst();
  const endpoint = foundEndpoint(row, key.endpointId);
  deps.log.info({ endpointId: key.endpointId }, "webhook endpoint enabled");
  return endpoint;
};
