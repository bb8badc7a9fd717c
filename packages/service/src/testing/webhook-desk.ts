// Outbound webhooks alone for a test: a database, a clock that stands, a receiver, and what delivers to it.
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { createManualClock, type ManualClock } from "../clock/clock.ts";
import type { Schema } from "../db/schema.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../domain/actor.ts";
import { createEndpoint, type EndpointInput } from "../domain/deliveries/create-endpoint.ts";
import type { Endpoint } from "../domain/deliveries/endpoint.ts";
import { type DeliveryDetail, findDelivery } from "../domain/deliveries/find-delivery.ts";
import type { TargetRules } from "../domain/deliveries/guard/check-target.ts";
import { type ResolveHost, systemResolver } from "../domain/deliveries/guard/resolve-host.ts";
import { listDeliveries } from "../domain/deliveries/list-deliveries.ts";
import { createDeliverer, type Deliverer } from "../domain/deliveries/send/create-deliverer.ts";
import { newId } from "../domain/ids.ts";
import { createVault } from "../domain/secrets/vault.ts";
import { appendEntries } from "../domain/timeline/append-entries.ts";
import type { TestDatabase } from "./test-database.ts";
import { startReceiver, type WebhookReceiver } from "./webhook-receiver.ts";

export type WebhookDesk = Awaited<ReturnType<typeof createWebhookDesk>>;

const insertSignature = async (db: Kysely<Schema>, workspaceId: string, at: Date): Promise<string> => {
  const signatureId = newId("signature", at);
  await db
    .insertInto("signatures")
    .values({
      workspace_id: workspaceId,
      signature_id: signatureId,
      title: "Facility agreement",
      status: "pending",
      provider: "sandbox",
      urgency: "standard",
      reminder_days: [7, 3, 1],
      send_emails: true,
      use_text_tags: false,
      hide_text_tags: false,
      bundle: false,
      metadata: JSON.stringify({ deal: "7" }),
      requested_by: "test",
      requested_at: at,
      expires_at: new Date(at.getTime() + 30 * 86_400_000),
      updated_at: at,
    })
    .execute();
  return signatureId;
};

/**
 * Empties what a desk before it left in the database, which the caller closes. Private addresses are allowed unless said
 * otherwise; nothing is delivered before `round`.
 */
export const createWebhookDesk = async (
  database: TestDatabase<Schema>,
  options: { timeoutMs?: number } = {},
) => {
  const db = database.kysely;
  await sql`truncate webhook_endpoints, webhook_events cascade`.execute(db);
  const receiver: WebhookReceiver = await startReceiver();
  // The verifier and TLS look at the machine's clock, so this one begins there.
  const clock: ManualClock = createManualClock(new Date());
  const workspaceId = DEFAULT_WORKSPACE_ID;
  const rules: TargetRules = { allowPrivate: true, requireHttps: false };
  const resolver: { resolve: ResolveHost } = { resolve: systemResolver };
  const deps = {
    db,
    clock,
    log: pino({ level: "silent" }),
    vault: createVault(Buffer.alloc(32, 5)),
    settings: { provider: "sandbox" as const, maxUploadBytes: 1, webhooks: rules },
    resolveHost: ((hostname) => resolver.resolve(hostname)) satisfies ResolveHost,
  };
  const makeDeliverer = (): Deliverer =>
    createDeliverer(deps, { resolveHost: deps.resolveHost, random: () => 0, ...options });
  const deliverer = makeDeliverer();
  await db
    .insertInto("workspaces")
    .values({ workspace_id: workspaceId, name: "Test", created_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return {
    deps,
    db,
    clock,
    receiver,
    deliverer,
    makeDeliverer,
    rules,
    resolver,
    workspaceId,
    actor: libraryActor,
    endpoint: (input: Partial<EndpointInput> = {}): Promise<{ endpoint: Endpoint; secret: string }> =>
      createEndpoint(deps, libraryActor, { url: receiver.url, ...input }),
    /** Appends an entry to the timeline of a new signature, as a use case does, and answers the signature's id. */
    async happen(kind: string, data: Record<string, unknown> = {}): Promise<string> {
      const at = clock.now();
      const signatureId = await insertSignature(db, workspaceId, at);
      await db
        .transaction()
        .execute((transaction) =>
          appendEntries(transaction, { workspaceId, signatureId, at }, [
            { kind, source: "desk", actor: "desk", summary: "It happened", data },
          ]),
        );
      return signatureId;
    },
    /** Attempts what is due now. */
    async round(): Promise<void> {
      while (await deliverer.run()) await deliverer.idle();
      await deliverer.idle();
    },
    /** Newest first. */
    async deliveries(): Promise<DeliveryDetail[]> {
      const { deliveries } = await listDeliveries(deps, workspaceId, { limit: 200 });
      return Promise.all(deliveries.map((one) => findDelivery(deps, workspaceId, one.deliveryId)));
    },
    async close() {
      await deliverer.stop();
      await receiver.close();
    },
  };
};
