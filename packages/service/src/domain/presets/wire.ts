// Converts presets to their form on the wire; their content is kept in it.
import type { Preset as Wire } from "@creditnexus/contract";
import type { Preset } from "./preset.ts";

export const presetToWire = (preset: Preset): Wire => ({
  preset_id: preset.presetId,
  version: preset.version,
  name: preset.name,
  content: preset.content,
  created_at: preset.createdAt.toISOString(),
  updated_at: preset.updatedAt.toISOString(),
  updated_by: preset.updatedBy,
});
