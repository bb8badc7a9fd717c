// The audit chain: the hash that binds an entry to the one before, and the check that a chain is whole.
import type { TimelineEntry } from "../signatures.ts";
import { canonicalJson } from "./canonical-json.ts";
import { sha256Hex } from "./digest.ts";

/**
 * SHA-256 over the entry as the API shows it, without `hash`, in canonical JSON. Whoever holds a timeline can recompute it
 * without us; further members of the entry change nothing.
 */
export const hashEntry = (entry: Omit<TimelineEntry, "hash">): Promise<string> =>
  sha256Hex(
    canonicalJson({
      entry_id: entry.entry_id,
      signature_id: entry.signature_id,
      sequence: entry.sequence,
      at: entry.at,
      kind: entry.kind,
      source: entry.source,
      actor: entry.actor,
      summary: entry.summary,
      data: entry.data,
      callback_id: entry.callback_id,
      previous_hash: entry.previous_hash,
    }),
  );

/** Every fault of a chain as a sentence; none when it holds. Entries are in the order in which they were written. */
export const chainFaults = async (entries: readonly TimelineEntry[]): Promise<string[]> => {
  const faults: string[] = [];
  let previous: TimelineEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    const name = `entry ${entry.sequence} (${entry.kind})`;
    if (entry.sequence !== index + 1) faults.push(`${name} stands where entry ${index + 1} is expected`);
    if (entry.previous_hash !== (previous?.hash ?? null))
      faults.push(`${name} does not follow the entry before it`);
    if (entry.signature_id !== entries[0]?.signature_id)
      faults.push(`${name} belongs to ${entry.signature_id}, not to this chain`);
    if ((await hashEntry(entry)) !== entry.hash) faults.push(`${name} was changed after it was written`);
    previous = entry;
  }
  return faults;
};
