// Tells subscribers of new timeline entries: one query per tick and process, whatever the number of subscribers.
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Log } from "../../log/log.ts";
import type { TimelineEntry } from "./entry.ts";
import { readTimeline } from "./read-timeline.ts";

export type Subscription = {
  workspaceId: string;
  signatureId: string;
  /** Entries after this sequence are told. */
  after: number;
  /** Called with new entries in order, never with none. */
  onEntries: (entries: TimelineEntry[]) => void;
};

export type TimelineStream = {
  /** Returns how to unsubscribe. */
  subscribe(subscription: Subscription): () => void;
  close(): Promise<void>;
};

const TICK_MS = 300;

/** Entries of one signature become visible in the order of their sequence, since its row lock orders the writers. */
export const createTimelineStream = (deps: { db: Kysely<Schema>; log: Log }): TimelineStream => {
  const subscriptions = new Set<Subscription>();
  let timer: NodeJS.Timeout | undefined;
  let tick: Promise<void> = Promise.resolve();
  let isClosed = false;

  const findChanged = async (): Promise<Set<string>> => {
    const wanted = [...subscriptions].map(({ workspaceId, signatureId, after }) => ({
      w: workspaceId,
      s: signatureId,
      a: after,
    }));
    const { rows } = await sql<{ s: string }>`
      select distinct t.s from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as t(w text, s text, a integer)
      where exists (
        select 1 from timeline e where e.workspace_id = t.w and e.signature_id = t.s and e.sequence > t.a
      )`.execute(deps.db);
    return new Set(rows.map((row) => row.s));
  };

  const tellAll = async (): Promise<void> => {
    const changed = await findChanged();
    for (const subscription of subscriptions) {
      if (!changed.has(subscription.signatureId)) continue;
      const entries = await readTimeline(deps.db, subscription, subscription.after);
      const last = entries.at(-1);
      if (last === undefined || !subscriptions.has(subscription)) continue;
      subscription.after = last.sequence;
      subscription.onEntries(entries);
    }
  };

  const schedule = (): void => {
    if (isClosed || timer !== undefined || subscriptions.size === 0) return;
    timer = setTimeout(() => {
      tick = tellAll()
        .catch((error: unknown) => deps.log.warn({ err: error }, "timeline not read"))
        .finally(() => {
          timer = undefined;
          schedule();
        });
    }, TICK_MS);
  };

  return {
    subscribe(subscription) {
      subscriptions.add(subscription);
      schedule();
      return () => {
        subscriptions.delete(subscription);
      };
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      subscriptions.clear();
      await tick;
    },
  };
};
