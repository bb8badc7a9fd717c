// Makes an API key; its text exists only in the answer.
import type { Role } from "@creditnexus/contract";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { hashSecret, KEY_COLUMNS, type Key, keyFromRow, newKeyText, prefixOf } from "./key.ts";

export const createKey = async (
  deps: Pick<Deps, "db" | "clock" | "log">,
  workspaceId: string,
  input: { name: string; role: Role /** A text that exists already, such as in a file. */; text?: string },
): Promise<{ key: Key; text: string }> => {
  const text = input.text ?? newKeyText();
  const createdAt = deps.clock.now();
  const row = await deps.db
    .insertInto("api_keys")
    .values({
      workspace_id: workspaceId,
      key_id: newId("key", createdAt),
      name: input.name,
      role: input.role,
      prefix: prefixOf(text),
      key_sha256: hashSecret(text),
      created_at: createdAt,
    })
    .returning(KEY_COLUMNS)
    .executeTakeFirstOrThrow();
  deps.log.info({ keyId: row.key_id, role: row.role }, "key created");
  return { key: keyFromRow(row), text };
};
