// Converts API keys to their form on the wire.
import type { Key as Wire } from "@creditnexus/contract";
import type { Key } from "./key.ts";

export const keyToWire = (key: Key): Wire => ({
  key_id: key.keyId,
  name: key.name,
  role: key.role,
  prefix: key.prefix,
  created_at: key.createdAt.toISOString(),
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
});
