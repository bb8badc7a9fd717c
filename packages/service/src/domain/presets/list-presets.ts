// Lists the presets of a workspace by name; there are never many.
import { sql } from "kysely";
import type { Deps } from "../deps.ts";
import { type Preset, presetFromRow } from "./preset.ts";

export const listPresets = async (deps: Pick<Deps, "db">, workspaceId: string): Promise<Preset[]> => {
  const rows = await deps.db
    .selectFrom("presets")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(presetFromRow);
};
