// Sets up an endpoint; its secret exists only in the answer and, sealed, in its row.
import type { SubscribableEvent } from "@creditnexus/contract";
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { ENDPOINT_COLUMNS, type Endpoint, endpointFromRow } from "./endpoint.ts";
import { acceptUrl, type UrlDeps } from "./guard/accept-url.ts";
import { newWebhookSecret, webhookSecretContext } from "./secret.ts";

/** Every change of a signature writes a row for each of them. */
const MAX_ENDPOINTS = 50;

export type EndpointInput = {
  url: string;
  description?: string | undefined;
  /** Left out or empty: every event. */
  events?: SubscribableEvent[] | undefined;
};

/** @throws InvalidInputError for a URL that must not be called; ConflictError when there are too many. */
export const createEndpoint = async (
  deps: Pick<Deps, "db" | "clock" | "log" | "vault"> & UrlDeps,
  actor: Actor,
  input: EndpointInput,
  /** Written in the same transaction. */
  alongside?: (transaction: Transaction<Schema>, endpoint: Endpoint) => Promise<void>,
): Promise<{ endpoint: Endpoint; secret: string }> => {
  const { workspaceId } = actor;
  const url = await acceptUrl(deps, input.url);
  const createdAt = deps.clock.now();
  const endpointId = newId("webhookEndpoint", createdAt);
  const secret = newWebhookSecret();
  const { count } = await deps.db
    .selectFrom("webhook_endpoints")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  if (count >= MAX_ENDPOINTS) {
    throw new ConflictError({
      code: "conflict",
      message: `There are ${count} webhook endpoints, at most ${MAX_ENDPOINTS} are kept: delete one that is not needed any more.`,
    });
  }
  const endpoint = await deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .insertInto("webhook_endpoints")
      .values({
        workspace_id: workspaceId,
        endpoint_id: endpointId,
        url,
        description: input.description ?? null,
        events: [...new Set(input.events)],
        secret_encrypted: deps.vault.seal(secret, webhookSecretContext({ workspaceId, endpointId })),
        created_at: createdAt,
      })
      .returning(ENDPOINT_COLUMNS)
      .executeTakeFirstOrThrow();
    await recordAudit(transaction, actor, {
      at: createdAt,
      action: "webhook_endpoint.created",
      subject: { type: "webhook_endpoint", id: endpointId },
      // The rest of a URL may hold a token of the receiver.
      details: { origin: new URL(url).origin, events: row.events },
    });
    const inserted = endpointFromRow(row);
    await alongside?.(transaction, inserted);
    return inserted;
  });
  deps.log.info({ endpointId, host: new URL(url).host }, "webhook endpoint created");
  return { endpoint, secret };
};
