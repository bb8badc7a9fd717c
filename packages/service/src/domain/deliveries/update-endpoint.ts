// Changes where an endpoint is and what it is told; what is left out stays.
import type { SubscribableEvent } from "@creditnexus/contract";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { type Endpoint, foundEndpoint, lockEndpoint } from "./endpoint.ts";
import { acceptUrl, type UrlDeps } from "./guard/accept-url.ts";

export type EndpointChange = {
  url?: string | undefined;
  description?: string | null | undefined;
  events?: SubscribableEvent[] | undefined;
};

const FIELDS = ["url", "description", "events"] as const;

/** Without what only repeats the present state. */
const changedFields = (before: Endpoint, after: Endpoint): (typeof FIELDS)[number][] =>
  FIELDS.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));

/** @throws NotFoundError; InvalidInputError for a URL that must not be called. */
export const updateEndpoint = async (
  deps: Pick<Deps, "db" | "clock"> & UrlDeps,
  actor: Actor,
  endpointId: string,
  input: EndpointChange,
): Promise<Endpoint> => {
  const key = { workspaceId: actor.workspaceId, endpointId };
  // Asks a name server, which must not happen under a lock.
  const url = input.url === undefined ? undefined : await acceptUrl(deps, input.url);
  return deps.db.transaction().execute(async (transaction) => {
    const before = (await lockEndpoint(transaction, key, "change")) ?? foundEndpoint(undefined, endpointId);
    const after: Endpoint = {
      ...before,
      url: url ?? before.url,
      description: input.description === undefined ? before.description : input.description,
      events: input.events === undefined ? before.events : [...new Set(input.events)],
    };
    const changed = changedFields(before, after);
    if (changed.length === 0) return before;
    await transaction
      .updateTable("webhook_endpoints")
      .set({ url: after.url, description: after.description, events: after.events })
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", endpointId)
      .execute();
    await recordAudit(transaction, actor, {
      at: deps.clock.now(),
      action: "webhook_endpoint.updated",
      subject: { type: "webhook_endpoint", id: endpointId },
      details: { changed, origin: new URL(after.url).origin, events: after.events },
    });
    return after;
  });
};
