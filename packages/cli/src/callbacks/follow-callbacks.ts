// Follows the journal of callbacks: each new one once, when it is known what became of it.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type Callback, type CallbackList } from "@creditnexus/contract";
import type { Context } from "../command/context.ts";

const POLL_MS = 500;
/** A callback that nobody has worked on for that long is shown as it is. */
const PATIENCE_MS = 5_000;
const PAGE = 200;

interface Waiting {
  callback: Callback;
  since: number;
}

const newest = async ({ desk }: Context): Promise<Callback[]> =>
  (await desk.callbacks.list({ limit: 1 })).callbacks;

/** New ones since `after`, oldest first; ids are time-ordered. */
const newer = async (after: string, { desk, signal }: Context): Promise<Callback[]> => {
  const found: Callback[] = [];
  let cursor: string | null = null;
  do {
    const page: CallbackList = await desk.callbacks.list({
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.callbacks.filter((one) => one.callback_id > after));
    const reached = page.callbacks.some((one) => one.callback_id <= after);
    cursor = reached ? null : page.next_cursor;
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
  // Lower than every id: an empty journal has no last one to begin behind.
  let last = "";
  let waiting: Waiting[] = [];
  let first = true;
  while (!signal.aborted) {
    try {
      // What was there before is history: `callbacks list` shows it.
      const found = await (first ? newest(context) : newer(last, context));
      last = found.at(-1)?.callback_id ?? last;
      if (!first) waiting.push(...found.map((callback) => ({ callback, since: performance.now() })));
      first = false;
      for (const one of [...waiting]) {
        const callback = await settled(one, context);
        if (callback === undefined) continue;
        // Before it is shown: a failure with the next one must not show it twice.
        waiting = waiting.filter((other) => other !== one);
        yield callback;
      }
    } catch (error) {
      if (!(error instanceof ApiError) || !error.retryable || first) throw error;
    }
    await sleep(POLL_MS, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
