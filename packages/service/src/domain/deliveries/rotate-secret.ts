// Replaces an endpoint's secret; the one before goes on signing for a day, so that no receiver misses a delivery.
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { ENDPOINT_COLUMNS, type Endpoint, foundEndpoint } from "./endpoint.ts";
import { newWebhookSecret, ROTATION_GRACE_MS, webhookSecretContext } from "./secret.ts";

/** @throws NotFoundError */
export const rotateSecret = (
  deps: Pick<Deps, "db" | "clock" | "log" | "vault">,
  actor: Actor,
  endpointId: string,
): Promise<{ endpoint: Endpoint; secret: string }> =>
  deps.db.transaction().execute(async (transaction) => {
    const key = { workspaceId: actor.workspaceId, endpointId };
    const secret = newWebhookSecret();
    const now = deps.clock.now();
    const previousUntil = new Date(now.getTime() + ROTATION_GRACE_MS);
    const row = await transaction
      .updateTable("webhook_endpoints")
      .set({
        secret_encrypted: deps.vault.seal(secret, webhookSecretContext(key)),
        previous_secret_encrypted: sql.ref("secret_encrypted"),
        previous_secret_until: previousUntil,
      })
      .where("workspace_id", "=", key.workspaceId)
      .where("endpoint_id", "=", endpointId)
      .returning(ENDPOINT_COLUMNS)
      .executeTakeFirst();
    const endpoint = foundEndpoint(row, endpointId);
    await recordAudit(transaction, actor, {
      at: now,
      action: "webhook_endpoint.secret_rotated",
      subject: { type: "webhook_endpoint", id: endpointId },
      details: { previous_secret_until: previousUntil.toISOString() },
    });
    deps.log.info({ endpointId }, "webhook secret rotated");
    return { endpoint, secret };
  });
