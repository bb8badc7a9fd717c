// A preset as the domain sees it.
import type { PresetContent } from "@creditnexus/contract";
import type { Selectable, Transaction } from "kysely";
import type { PresetsTable, Schema } from "../../db/schema.ts";
import { ConflictError, NotFoundError } from "../../errors.ts";

export type Preset = {
  presetId: string;
  version: number;
  name: string;
  content: PresetContent;
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
};

export const presetFromRow = (row: Selectable<PresetsTable>): Preset => ({
  presetId: row.preset_id,
  version: row.version,
  name: row.name,
  content: row.content,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
});

export const presetNotFound = (presetId: string): NotFoundError =>
  new NotFoundError({
    code: "not_found",
    message: `There is no preset ${presetId}: it was deleted, or the id is not whole.`,
  });

const UNIQUE_VIOLATION = "23505";

/** Runs what writes a name; a name that another preset has is refused in words. */
export const withFreeName = async <T>(name: string, write: () => Promise<T>): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
    if (!isTaken) throw error;
    throw new ConflictError({
      code: "conflict",
      message: `There is a preset named ${JSON.stringify(name)} already: save over that one, or choose another name.`,
      cause: error,
    });
  }
};

export const lockPreset = async (
  transaction: Transaction<Schema>,
  { workspaceId, presetId }: { workspaceId: string; presetId: string },
): Promise<Preset> => {
  const row = await transaction
    .selectFrom("presets")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("preset_id", "=", presetId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw presetNotFound(presetId);
  return presetFromRow(row);
};
