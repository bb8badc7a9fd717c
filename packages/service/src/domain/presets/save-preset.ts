// Renames a preset or changes its content; what is left out stays.
import { isDeepStrictEqual } from "node:util";
import type { PresetContent } from "@creditnexus/contract";
import { ConflictError } from "../../errors.ts";
import type { Actor } from "../actor.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Deps } from "../deps.ts";
import { lockPreset, type Preset, presetFromRow, withFreeName } from "./preset.ts";

export type PresetChange = {
  /** The one that the change was made from. */
  version: number;
  name?: string | undefined;
  content?: PresetContent | undefined;
};

/** @throws NotFoundError; ConflictError `changed_meanwhile`, or `conflict` for a name that is taken. */
export const savePreset = (
  deps: Pick<Deps, "db" | "clock">,
  actor: Actor,
  presetId: string,
  { version, name, content }: PresetChange,
): Promise<Preset> =>
  withFreeName(name ?? presetId, () =>
    deps.db.transaction().execute(async (transaction) => {
      const before = await lockPreset(transaction, { workspaceId: actor.workspaceId, presetId });
      if (before.version !== version) {
        throw new ConflictError({
          code: "changed_meanwhile",
          message: `The preset ${JSON.stringify(before.name)} is at version ${before.version}, saved last by ${before.updatedBy}; this save was made from version ${version}: read it again first.`,
        });
      }
      const after = { name: name ?? before.name, content: content ?? before.content };
      const changed = (["name", "content"] as const).filter(
        (part) => !isDeepStrictEqual(before[part], after[part]),
      );
      if (changed.length === 0) return before;
      const now = deps.clock.now();
      const row = await transaction
        .updateTable("presets")
        .set({
          name: after.name,
          content: JSON.stringify(after.content),
          version: version + 1,
          updated_at: now,
          updated_by: actor.name,
        })
        .where("workspace_id", "=", actor.workspaceId)
        .where("preset_id", "=", presetId)
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordAudit(transaction, actor, {
        at: now,
        action: "preset.updated",
        subject: { type: "preset", id: presetId },
        details: { changed, name: after.name },
      });
      return presetFromRow(row);
    }),
  );
