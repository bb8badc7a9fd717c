// Converts timeline entries to their form on the wire.
import type { TimelineEntry as Wire } from "@creditnexus/contract";
import type { TimelineEntry } from "./entry.ts";

/** What the hash is computed over. */
export const unhashedToWire = (entry: Omit<TimelineEntry, "hash">): Omit<Wire, "hash"> => ({
  entry_id: entry.entryId,
  signature_id: entry.signatureId,
  sequence: entry.sequence,
  at: entry.at.toISOString(),
  kind: entry.kind,
  source: entry.source,
  actor: entry.actor,
  summary: entry.summary,
  data: entry.data,
  callback_id: entry.callbackId,
  previous_hash: entry.previousHash,
});

export const entryToWire = (entry: TimelineEntry): Wire => ({ ...unhashedToWire(entry), hash: entry.hash });
