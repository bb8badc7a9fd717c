// Makes an API key; its text exists only in the answer.
import type { Role } from "@creditnexus/contract";
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { hashSecret, KEY_COLUMNS, type Key, keyFromRow, newKeyText, prefixOf } from "./key.ts";

type KeyInput = {
  name: string;
  role: Role /** A text that exists already, such as in a file. */;
  text?: string;
};

/** Inside a transaction of the caller. */
export const insertKey = async (
  deps: Pick<Deps, "clock" | "log">,
  transaction: Transaction<Schema>,
  actor: Actor,
  input: KeyInput,
): Promise<{ key: Key; text: string }> => {
  const text = input.text ?? newKeyText();
  const createdAt = deps.clock.now();
  const row = await transaction
    .insertInto("api_keys")
    .values({
      workspace_id: actor.workspaceId,
      key_id: newId("key", createdAt),
      name: input.name,
      role: input.role,
      prefix: prefixOf(text),
      key_sha256: hashSecret(text),
      created_at: createdAt,
    })
    .returning(KEY_COLUMNS)
    .executeTakeFirstOrThrow();
  await recordAudit(transaction, actor, {
    at: createdAt,
    action: "key.created",
    subject: { type: "key", id: row.key_id },
    details: { name: row.name, role: row.role },
  });
  deps.log.info({ keyId: row.key_id, role: row.role }, "key created");
  return { key: keyFromRow(row), text };
};
