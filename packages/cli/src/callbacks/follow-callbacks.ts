// Follows the journal of callbacks: each new one once, when it is known what became of it.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type Callback, type CallbackList } from "@creditnexus/contract";
import type { Context } from "../command/context.ts";

const POLL_MS = 500;
/** A callback that nobody has worked on for that long is shown as it is. */
const PATIENCE_MS = 5_000;
const PAGE = 200;
/** Another process of the service may store one with an earlier time after this was shown a later one. */
const OVERLAP_MS = 10_000;

interface Waiting {
  callback: Callback;
  since: number;
}

const timeOf = (callback: Callback): number => Date.parse(callback.received_at);

/** When the newest came; 0 for an empty journal, behind which everything is new. */
const newestTime = async ({ desk }: Context): Promise<number> => {
  const [callback] = (await desk.callbacks.list({ limit: 1 })).callbacks;
  return callback === undefined ? 0 : timeOf(callback);
};

/** All since `time`, oldest first. */
const since = async (time: number, { desk, signal }: Context): Promise<Callback[]> => {
  const found: Callback[] = [];
  let cursor: string | null = null;
  do {
    const page: CallbackList = await desk.callbacks.list({
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    const recent = page.callbacks.filter((one) => timeOf(one) >= time);
    found.push(...recent);
    cursor = recent.length < page.callbacks.length ? null : page.next_cursor;
  } while (cursor !== null && !signal.aborted);
  return found.toReversed();
};

const settled = async (waiting: Waiting, context: Context): Promise<Callback | undefined> => {
  if (waiting.callback.outcome !== "received") return waiting.callback;
  const now = await context.desk.callbacks.get(waiting.callback.callback_id);
  if (now.outcome !== "received" || performance.now() - waiting.since > PATIENCE_MS) return now;
  return undefined;
};

/** Ends when the context's signal is aborted. Outlives a service that restarts; a refused key is thrown. */
export async function* followCallbacks(context: Context): AsyncGenerator<Callback> {
  const { signal } = context;
  let newest = 0;
  let seen: Set<string> | undefined;
  let waiting: Waiting[] = [];
  while (!signal.aborted) {
    try {
      // What was there before is history: `callbacks list` shows it.
      const known = seen;
      if (known === undefined) newest = await newestTime(context);
      const found = known === undefined && newest === 0 ? [] : await since(newest - OVERLAP_MS, context);
      const fresh = known === undefined ? [] : found.filter((one) => !known.has(one.callback_id));
      waiting.push(...fresh.map((callback) => ({ callback, since: performance.now() })));
      // The next look goes no further back than this one.
      seen = new Set(found.map((one) => one.callback_id));
      newest = Math.max(newest, ...found.map(timeOf));
      for (const one of [...waiting]) {
        const callback = await settled(one, context);
        if (callback === undefined) continue;
        // Before it is shown: a failure with the next one must not show it twice.
        waiting = waiting.filter((other) => other !== one);
        yield callback;
      }
    } catch (error) {
      // The call under way ended with it.
      if (signal.aborted) return;
      if (!(error instanceof ApiError) || !error.retryable || seen === undefined) throw error;
    }
    await sleep(POLL_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
