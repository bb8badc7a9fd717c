// Reads a signature's audit chain.
import type { Kysely, Selectable } from "kysely";
import type { Schema, TimelineTable } from "../../db/schema.ts";
import type { TimelineEntry } from "./entry.ts";

export const entryFromRow = (row: Selectable<TimelineTable>): TimelineEntry => ({
  entryId: row.entry_id,
  signatureId: row.signature_id,
  sequence: row.sequence,
  at: row.at,
  kind: row.kind,
  source: row.source,
  actor: row.actor,
  summary: row.summary,
  data: row.data,
  callbackId: row.callback_id,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** The entries of one signature after `afterSequence` (0: all), oldest first. */
export const readTimeline = async (
  db: Kysely<Schema>,
  target: { workspaceId: string; signatureId: string },
  afterSequence = 0,
): Promise<TimelineEntry[]> => {
  const rows = await db
    .selectFrom("timeline")
    .selectAll()
    .where("workspace_id", "=", target.workspaceId)
    .where("signature_id", "=", target.signatureId)
    .where("sequence", ">", afterSequence)
    .orderBy("sequence")
    .execute();
  return rows.map(entryFromRow);
};
