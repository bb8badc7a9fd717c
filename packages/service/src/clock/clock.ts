// Time as a dependency, so that tests move it and nothing in the domain reads the machine's clock.

/** Where the service reads the time. */
export type Clock = { now(): Date };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export type ManualClock = Clock & {
  /** Moves forward by milliseconds. */
  advance(milliseconds: number): void;
  set(time: Date): void;
};

/** Makes a clock for tests, standing at `start`. */
export function createManualClock(start = new Date("2026-01-15T09:00:00.000Z")): ManualClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance(milliseconds) {
      current += milliseconds;
    },
    set(time) {
      current = time.getTime();
    },
  };
}
