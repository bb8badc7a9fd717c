// Replaces an endpoint's secret; the one before goes on signing for a day, so that no receiver misses a delivery.
import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { ENDPOINT_COLUMNS, type Endpoint, type EndpointKey, foundEndpoint } from "./endpoint.ts";
import { newWebhookSecret, ROTATION_GRACE_MS, webhookSecretContext } from "./secret.ts";

/** @throws NotFoundError */
export const rotateSecret = async (
  deps: Pick<Deps, "db" | "clock" | "log" | "vault">,
  key: EndpointKey,
): Promise<{ endpoint: Endpoint; secret: string }> => {
  const secret = newWebhookSecret();
  const row = await deps.db
    .updateTable("webhook_endpoints")
    .set({
      secret_encrypted: deps.vault.seal(secret, webhookSecretContext(key)),
      previous_secret_encrypted: sql.ref("secret_encrypted"),
      previous_secret_until: new Date(deps.clock.now().getTime() + ROTATION_GRACE_MS),
    })
    .where("workspace_id", "=", key.workspaceId)
    .where("endpoint_id", "=", key.endpointId)
    .returning(ENDPOINT_COLUMNS)
    .executeTakeFirst();
  const endpoint = foundEndpoint(row, key.endpointId);
  deps.log.info({ endpointId: key.endpointId }, "webhook secret rotated");
  return { endpoint, secret };
};
