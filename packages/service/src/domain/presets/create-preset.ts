// Keeps a preset for the workspace. It decides whom agreements go to, so the audit log says who made and changed it.
import type { PresetContent } from "@creditnexus/contract";
import { sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { type Preset, presetFromRow, withFreeName } from "./preset.ts";

/** All of them are in one list. */
export const MAX_PRESETS = 200;

const refuseTooMany = async (transaction: Transaction<Schema>, workspaceId: string): Promise<void> => {
  // Two at once would each count without the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`presets:${workspaceId}`}, 0))`.execute(
    transaction,
  );
  const { count } = await transaction
    .selectFrom("presets")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  if (count < MAX_PRESETS) return;
  throw new ConflictError({
    code: "conflict",
    message: `There are ${count} presets, at most ${MAX_PRESETS} are kept: delete one that is not needed any more.`,
  });
};

/** @throws ConflictError for a name that is taken, or when there are too many. */
export const createPreset = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  { name, content }: { name: string; content: PresetContent },
  /** Written in the same transaction. */
  alongside?: (transaction: Transaction<Schema>, preset: Preset) => Promise<void>,
): Promise<Preset> =>
  withFreeName(name, () =>
    deps.db.transaction().execute(async (transaction) => {
      await refuseTooMany(transaction, actor.workspaceId);
      const now = deps.clock.now();
      const row = await transaction
        .insertInto("presets")
        .values({
          workspace_id: actor.workspaceId,
          preset_id: newId("preset", now),
          name,
          content: JSON.stringify(content),
          created_at: now,
          updated_at: now,
          updated_by: actor.name,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordAudit(transaction, actor, {
        at: now,
        action: "preset.created",
        subject: { type: "preset", id: row.preset_id },
        details: { name },
      });
      const preset = presetFromRow(row);
      await alongside?.(transaction, preset);
      return preset;
    }),
  );
