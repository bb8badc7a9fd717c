// API keys: random, shown once, kept as a hash.
import { createHash, randomBytes } from "node:crypto";
import type { Role } from "@creditnexus/contract";
import type { Selectable } from "kysely";
import type { ApiKeysTable } from "../../db/schema.ts";

export type Key = {
  keyId: string;
  name: string;
  role: Role;
  prefix: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

const SECRET_BYTES = 32;
const PREFIX_LENGTH = 10;

/** 256 random bits, so that hashing needs no salt and guessing is hopeless. */
export const newKeyText = (): string => `cnx_${randomBytes(SECRET_BYTES).toString("base64url")}`;

export const hashSecret = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What a key is recognised by; tells nothing about the rest. */
export const prefixOf = (text: string): string => text.slice(0, PREFIX_LENGTH);

export const keyFromRow = (row: Omit<Selectable<ApiKeysTable>, "workspace_id" | "key_sha256">): Key => ({
  keyId: row.key_id,
  name: row.name,
  role: row.role,
  prefix: row.prefix,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

export const KEY_COLUMNS = [
  "key_id",
  "name",
  "role",
  "prefix",
  "created_at",
  "last_used_at",
  "revoked_at",
] as const;
