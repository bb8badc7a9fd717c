// When the reconciler looks at a signature next: soon after every sign of life, then ever more rarely.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Waits after the last sign of life; the last one repeats until the signature is closed. For a day the looks are ten
 * minutes apart, so that even without any callback whatever is signed in that time is known within a quarter of an hour.
 */
const WAITS_MS: readonly number[] = [
  2 * MINUTE_MS,
  ...Array.from({ length: 144 }, () => 10 * MINUTE_MS),
  HOUR_MS,
  6 * HOUR_MS,
  24 * HOUR_MS,
];

/**
 * Columns of the next look. `step` counts looks without news and starts at 0 with each sign of life. Nothing is looked at
 * later than its expiry, which is ours to enforce.
 */
export const nextSync = (input: {
  now: Date;
  step: number;
  expiresAt: Date;
}): { next_sync_at: Date; sync_step: number } => {
  const wait = WAITS_MS[Math.min(input.step, WAITS_MS.length - 1)] ?? HOUR_MS;
  const due = input.now.getTime() + wait;
  const expiry = input.expiresAt.getTime();
  const isBeforeExpiry = input.now.getTime() < expiry;
  return {
    next_sync_at: new Date(isBeforeExpiry ? Math.min(due, expiry) : due),
    sync_step: input.step + 1,
  };
};

/** Longer than any try of a job may run. */
const UNATTENDED_MS = 10 * MINUTE_MS;

/**
 * When to see whether a job that was enqueued now has done its work: jobs are retried, but a process that is killed over
 * and over can use up every try.
 */
export const unattended = (now: Date): Date => new Date(now.getTime() + UNATTENDED_MS);
