// Appends entries to a signature's audit chain, and with them the events for other systems.
import { hashEntry } from "@creditnexus/contract";
import type { Insertable, Transaction } from "kysely";
import type { Schema, TimelineTable } from "../../db/schema.ts";
import { recordEvents } from "../deliveries/events/record-events.ts";
import { newId } from "../ids.ts";
import type { NewTimelineEntry } from "./entry.ts";
import { unhashedToWire } from "./wire.ts";

/**
 * Adds `entries` in order. The caller holds the signature's row lock (or has just inserted it), which is what keeps the
 * chain free of gaps and forks.
 */
export const appendEntries = async (
  transaction: Transaction<Schema>,
  target: { workspaceId: string; signatureId: string; at: Date },
  entries: readonly NewTimelineEntry[],
): Promise<void> => {
  if (entries.length === 0) return;
  const { workspaceId, signatureId, at } = target;
  const last = await transaction
    .selectFrom("timeline")
    .select(["sequence", "hash"])
    .where("workspace_id", "=", workspaceId)
    .where("signature_id", "=", signatureId)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  let sequence = last?.sequence ?? 0;
  let previousHash = last?.hash ?? null;
  const told: Parameters<typeof recordEvents>[2][number][] = [];
  const rows: Insertable<TimelineTable>[] = [];
  for (const entry of entries) {
    sequence += 1;
    const complete = {
      ...entry,
      // Stored as JSON, so hashed as what JSON keeps of it.
      data: JSON.parse(JSON.stringify(entry.data ?? {})) as Record<string, unknown>,
      callbackId: entry.callbackId ?? null,
      entryId: newId("timelineEntry", at),
      signatureId,
      sequence,
      at,
      previousHash,
    };
    told.push(complete);
    const hash = await hashEntry(unhashedToWire(complete));
    previousHash = hash;
    rows.push({
      workspace_id: workspaceId,
      signature_id: signatureId,
      sequence,
      entry_id: complete.entryId,
      at,
      kind: complete.kind,
      source: complete.source,
      actor: complete.actor,
      summary: complete.summary,
      data: JSON.stringify(complete.data),
      callback_id: complete.callbackId,
      previous_hash: complete.previousHash,
      hash,
    });
  }
  await transaction.insertInto("timeline").values(rows).execute();
  await recordEvents(transaction, target, told);
};
