// Random numbers from a seed, so that a run can be repeated.

export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number;
  /** From 0 to below `limit`. */
  readonly below: (limit: number) => number;
}

/** Mulberry32: small, fast, and good enough to shuffle with. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, below: (limit) => Math.floor(next() * limit) };
};
