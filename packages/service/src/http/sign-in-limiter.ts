// Slows down guessing at the sign-in; the keys themselves cannot be guessed, but nobody needs a thousand tries.
import type { Clock } from "../clock/clock.ts";
import { ServiceError } from "../errors.ts";

const FAILURES = 10;
const WINDOW_MS = 60_000;
/** Addresses remembered at most, so that a storm from everywhere cannot fill the memory. */
const ADDRESSES = 10_000;

export type SignInLimiter = { check(address: string): void; failed(address: string): void };

/** Counts failed tries per address and minute, in this process. */
export const createSignInLimiter = (clock: Clock): SignInLimiter => {
  const windows = new Map<string, { from: number; failures: number }>();
  return {
    check(address) {
      const window = windows.get(address);
      if (window === undefined || clock.now().getTime() - window.from > WINDOW_MS) return;
      if (window.failures < FAILURES) return;
      throw new ServiceError({
        code: "rate_limited",
        message: `${FAILURES} keys in a row were wrong: wait a minute, then paste the whole key.`,
      });
    },
    failed(address) {
      const now = clock.now().getTime();
      const window = windows.get(address);
      if (window !== undefined && now - window.from <= WINDOW_MS) {
        window.failures += 1;
        return;
      }
      if (windows.size >= ADDRESSES) windows.clear();
      windows.set(address, { from: now, failures: 1 });
    },
  };
};
