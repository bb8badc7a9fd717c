// Stops calling a provider that is down, and finds out by single calls when it is back.
import type { Clock } from "../clock/clock.ts";

export type BreakerState = "closed" | "open" | "half_open";

export type CircuitBreaker = {
  state(): BreakerState;
  /** Milliseconds until a call is let through again; 0 lets this one through. In `half_open` only one at a time is. */
  enter(): number;
  succeeded(): void;
  failed(): void;
};

export type BreakerOptions = {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open at first; doubled with each failed probe. */
  openMs: number;
  openMaxMs: number;
};

/** A failed call that was let through before the breaker opened changes nothing any more. */
export const createCircuitBreaker = (clock: Clock, options: BreakerOptions): CircuitBreaker => {
  let inARow = 0;
  let openings = 0;
  let openUntil: number | undefined;
  let probedAt: number | undefined;

  const now = (): number => clock.now().getTime();
  const state = (): BreakerState => {
    if (openUntil === undefined) return "closed";
    return now() < openUntil ? "open" : "half_open";
  };
  const open = (): void => {
    openUntil = now() + Math.min(options.openMs * 2 ** openings, options.openMaxMs);
    openings += 1;
    probedAt = undefined;
  };

  return {
    state,
    enter() {
      if (openUntil === undefined) return 0;
      if (now() < openUntil) return openUntil - now();
      // A probe that never reports back must not keep the breaker open for ever.
      if (probedAt !== undefined && now() - probedAt < options.openMs)
        return options.openMs - (now() - probedAt);
      probedAt = now();
      return 0;
    },
    succeeded() {
      inARow = 0;
      openings = 0;
      openUntil = undefined;
      probedAt = undefined;
    },
    failed() {
      inARow += 1;
      if (state() === "half_open" || (state() === "closed" && inARow >= options.failures)) open();
    },
  };
};
