// Signing secrets as Standard Webhooks writes them, and where the vault binds them to.
import { randomBytes } from "node:crypto";
import type { EndpointKey } from "./endpoint.ts";

const SECRET_BYTES = 32;

/** How long the secret before a rotation signs beside the new one. */
export const ROTATION_GRACE_MS = 24 * 3_600_000;

export const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;

/** What a sealed secret is bound to, so that it opens in no other row. */
export const webhookSecretContext = ({ workspaceId, endpointId }: EndpointKey): string =>
  `webhook_secret/${workspaceId}/${endpointId}`;
