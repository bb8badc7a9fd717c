// When a delivery is tried again, and when an endpoint is given up: the schedule that Standard Webhooks recommends.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before each attempt, counted from the end of the one before: ten attempts in a good three days. */
export const ATTEMPT_DELAYS_MS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Later by up to a tenth, so that a receiver that comes back is not met by everything at once. */
const JITTER = 0.1;

/** A receiver that asks for more patience gets this much. */
export const MAX_RETRY_AFTER_MS = 24 * HOUR;

/** Nothing but failures for so long disables an endpoint. */
export const GIVE_UP_AFTER_MS = 5 * 24 * HOUR;

/**
 * Milliseconds until the next attempt after `failures` failures; undefined when there is none left. `random` is in [0, 1).
 */
export const retryDelayMs = (
  failures: number,
  random: number,
  retryAfterMs: number | undefined,
): number | undefined => {
  const delay = ATTEMPT_DELAYS_MS[failures];
  if (delay === undefined) return undefined;
  const asked = Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS);
  return Math.max(Math.round(delay * (1 + JITTER * random)), asked);
};
