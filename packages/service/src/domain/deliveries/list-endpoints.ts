// Lists a workspace's endpoints, newest first; there are never many.
import type { Deps } from "../deps.ts";
import { ENDPOINT_COLUMNS, type Endpoint, endpointFromRow } from "./endpoint.ts";

export const listEndpoints = async (deps: Pick<Deps, "db">, workspaceId: string): Promise<Endpoint[]> => {
  const rows = await deps.db
    .selectFrom("webhook_endpoints")
    .select(ENDPOINT_COLUMNS)
    .where("workspace_id", "=", workspaceId)
    .orderBy("endpoint_id", "desc")
    .execute();
  return rows.map(endpointFromRow);
};
