// Shares a number of API calls per minute between people and background work, and obeys `Retry-After`.
import type { Clock } from "../clock/clock.ts";

/** Background work leaves a part of the budget to calls that somebody or some callback waits for. */
export type Priority = "foreground" | "background";

export type CallBudget = {
  /** Milliseconds until a call of this kind may go out; 0 takes one from the budget. */
  take(priority: Priority): number;
  /** No call before this many milliseconds have passed, as the provider asked, but an hour at most. */
  pause(milliseconds: number): void;
  /** Until when the provider's wish holds every call back; undefined when it does not. */
  pausedUntil(): Date | undefined;
  /** Whole calls left at this moment. */
  left(): number;
};

/** Share of the budget that background work never touches. */
const RESERVED = 0.25;

/**
 * A provider that asks for more is asked again after this: a mistaken header (a date of next year, milliseconds for seconds)
 * must not end all sending until somebody restarts the service.
 */
const LONGEST_PAUSE_MS = 3_600_000;

/** A token bucket: a minute's calls may go out at once, then they trickle in. `Infinity` for no limit. */
export const createCallBudget = (clock: Clock, callsPerMinute: number): CallBudget => {
  const perMs = callsPerMinute / 60_000;
  let tokens = callsPerMinute;
  let filledAt = clock.now().getTime();
  let pausedUntil = 0;

  const refill = (now: number): void => {
    if (now > filledAt) tokens = Math.min(callsPerMinute, tokens + (now - filledAt) * perMs);
    filledAt = now;
  };

  return {
    take(priority) {
      const now = clock.now().getTime();
      if (now < pausedUntil) return pausedUntil - now;
      if (callsPerMinute === Number.POSITIVE_INFINITY) return 0;
      refill(now);
      const floor = priority === "background" ? callsPerMinute * RESERVED : 0;
      if (tokens - 1 < floor) return Math.ceil((floor + 1 - tokens) / perMs);
      tokens -= 1;
      return 0;
    },
    pause(milliseconds) {
      const wait = Math.min(milliseconds, LONGEST_PAUSE_MS);
      pausedUntil = Math.max(pausedUntil, clock.now().getTime() + wait);
    },
    pausedUntil() {
      return clock.now().getTime() < pausedUntil ? new Date(pausedUntil) : undefined;
    },
    left() {
      if (callsPerMinute === Number.POSITIVE_INFINITY) return callsPerMinute;
      refill(clock.now().getTime());
      return Math.floor(tokens);
    },
  };
};
