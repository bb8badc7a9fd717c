// An endpoint of another system, as the domain sees it.
import type { SubscribableEvent } from "@creditnexus/contract";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { Schema, WebhookEndpointsTable } from "../../db/schema.ts";
import { NotFoundError } from "../../errors.ts";

export type Endpoint = {
  workspaceId: string;
  endpointId: string;
  url: string;
  description: string | null;
  /** Empty: every event. */
  events: SubscribableEvent[];
  state: "active" | "disabled";
  disabledReason: string | null;
  disabledAt: Date | null;
  failingSince: Date | null;
  previousSecretUntil: Date | null;
  createdAt: Date;
};

/** Without the secrets. */
export const ENDPOINT_COLUMNS = [
  "workspace_id",
  "endpoint_id",
  "url",
  "description",
  "events",
  "state",
  "disabled_reason",
  "disabled_at",
  "failing_since",
  "previous_secret_until",
  "created_at",
] as const;

type Row = Pick<Selectable<WebhookEndpointsTable>, (typeof ENDPOINT_COLUMNS)[number]>;

export const endpointFromRow = (row: Row): Endpoint => ({
  workspaceId: row.workspace_id,
  endpointId: row.endpoint_id,
  url: row.url,
  description: row.description,
  // Only names that the contract knows are ever stored.
  events: row.events as SubscribableEvent[],
  state: row.state,
  disabledReason: row.disabled_reason,
  disabledAt: row.disabled_at,
  failingSince: row.failing_since,
  previousSecretUntil: row.previous_secret_until,
  createdAt: row.created_at,
});

export type EndpointKey = { workspaceId: string; endpointId: string };

const endpointNotFound = (endpointId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no webhook endpoint ${endpointId}: check the id.`,
  });

/** Turns a missing row into the error that names it. */
export const foundEndpoint = (row: Row | undefined, endpointId: string): Endpoint => {
  if (row === undefined) throw endpointNotFound(endpointId);
  return endpointFromRow(row);
};

export const findEndpoint = async (db: Kysely<Schema>, key: EndpointKey): Promise<Endpoint> =>
  foundEndpoint(
    await db
      .selectFrom("webhook_endpoints")
      .select(ENDPOINT_COLUMNS)
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", key.endpointId)
      .executeTakeFirst(),
    key.endpointId,
  );

/**
 * Locks the endpoint before anything of its deliveries is touched: `stay` only keeps it from being deleted, `change`
 * excludes others who change it, `remove` everybody. Whoever takes the locks in this order cannot lock another out.
 */
export const lockEndpoint = async (
  transaction: Transaction<Schema>,
  key: EndpointKey,
  purpose: "stay" | "change" | "remove",
): Promise<Endpoint | undefined> => {
  const select = transaction
    .selectFrom("webhook_endpoints")
    .select(ENDPOINT_COLUMNS)
    .where("workspace_id", "=", key.workspaceId)
    .where("endpoint_id", "=", key.endpointId);
  const locked = {
    stay: () => select.forKeyShare(),
    change: () => select.forNoKeyUpdate(),
    remove: () => select.forUpdate(),
  }[purpose]();
  const row = await locked.executeTakeFirst();
  return row === undefined ? undefined : endpointFromRow(row);
};
