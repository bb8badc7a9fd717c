// Sees to it that somebody can sign in: makes the workspace and its first admin key, kept in a file of its owner.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_WORKSPACE_ID, deskActor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { insertKey } from "./insert-key.ts";
import { newKeyText } from "./key.ts";

const readExisting = async (path: string): Promise<string | undefined> => {
  try {
    const text = (await readFile(path, "utf8")).trim();
    return text === "" ? undefined : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * Resolves to the key when this call made it, else to undefined. A key file that outlived its database is used again. The
 * file is written before the row, so that a crash in between leaves nobody locked out.
 */
export const ensureAdminKey = async (
  deps: Pick<Deps, "db" | "clock" | "log">,
  dataDir: string,
): Promise<string | undefined> => {
  await deps.db
    .insertInto("workspaces")
    .values({ workspace_id: DEFAULT_WORKSPACE_ID, name: "CreditNexus", created_at: deps.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return deps.db.transaction().execute(async (transaction) => {
    // Two processes that start together must not make two keys.
    await transaction
      .selectFrom("workspaces")
      .select("workspace_id")
      .where("workspace_id", "=", DEFAULT_WORKSPACE_ID)
      .forUpdate()
      .execute();
    const admin = await transaction
      .selectFrom("api_keys")
      .select("key_id")
      .where("workspace_id", "=", DEFAULT_WORKSPACE_ID)
      .where("role", "=", "admin")
      .where("revoked_at", "is", null)
      .limit(1)
      .executeTakeFirst();
    if (admin !== undefined) return undefined;
    const path = join(dataDir, "admin.key");
    const existing = await readExisting(path);
    const text = existing ?? newKeyText();
    if (existing === undefined) {
      await mkdir(dataDir, { recursive: true });
      await writeFile(path, `${text}\n`, { mode: 0o600, flush: true });
    }
    await insertKey(deps, transaction, deskActor(DEFAULT_WORKSPACE_ID), {
      name: "admin",
      role: "admin",
      text,
    });
    return text;
  });
};
