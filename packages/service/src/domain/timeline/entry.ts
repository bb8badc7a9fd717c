// An entry of the audit chain; `hashEntry` of the contract binds it to the one before.
import type { TIMELINE_SOURCES } from "@creditnexus/contract";

export type TimelineSource = (typeof TIMELINE_SOURCES)[number];

/** What happened, before it has a place in the chain. */
export type NewTimelineEntry = {
  kind: string;
  source: TimelineSource;
  actor: string;
  /** A sentence for people; never a link or an access code. */
  summary: string;
  data?: Record<string, unknown>;
  callbackId?: string | null;
};

export type TimelineEntry = Required<NewTimelineEntry> & {
  entryId: string;
  signatureId: string;
  sequence: number;
  at: Date;
  previousHash: string | null;
  hash: string;
};
