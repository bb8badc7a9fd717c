// Puts one more entry into a timeline.
import type { TimelineEntry } from "@creditnexus/contract";

/** The entries with one more, in their order, each once. */
export const withEntry = (entries: readonly TimelineEntry[], entry: TimelineEntry): TimelineEntry[] =>
  [...entries.filter((known) => known.sequence !== entry.sequence), entry].sort(
    (a, b) => a.sequence - b.sequence,
  );
