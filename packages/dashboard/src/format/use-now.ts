// The present, re-read on a beat, so that relative times stay true on an open screen.
import { useSyncExternalStore } from "react";

const BEAT = 20_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, BEAT);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** Milliseconds since the epoch, fresh within twenty seconds; one timer for the whole page. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
