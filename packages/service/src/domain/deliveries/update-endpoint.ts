// Changes where an endpoint is and what it is told; what is left out stays.
import type { SubscribableEvent } from "@creditnexus/contract";
import type { Deps } from "../deps.ts";
import {
  ENDPOINT_COLUMNS,
  type Endpoint,
  type EndpointKey,
  findEndpoint,
  foundEndpoint,
} from "./endpoint.ts";
import { acceptUrl, type UrlDeps } from "./guard/accept-url.ts";

/** @throws NotFoundError; InvalidInputError for a URL that must not be called. */
export const updateEndpoint = async (
  deps: Pick<Deps, "db"> & UrlDeps,
  key: EndpointKey,
  input: {
    url?: string | undefined;
    description?: string | null | undefined;
    events?: SubscribableEvent[] | undefined;
  },
): Promise<Endpoint> => {
  const before = await findEndpoint(deps.db, key);
  const row = await deps.db
    .updateTable("webhook_endpoints")
    .set({
      url: input.url === undefined ? before.url : await acceptUrl(deps, input.url),
      description: input.description === undefined ? before.description : input.description,
      events: input.events === undefined ? before.events : [...new Set(input.events)],
    })
    .where("workspace_id", "=", key.workspaceId)
    .where("endpoint_id", "=", key.endpointId)
    .returning(ENDPOINT_COLUMNS)
    .executeTakeFirst();
  return foundEndpoint(row, key.endpointId);
};
