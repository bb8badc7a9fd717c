// Lets only so many of the calls given to it run at the same time; the others wait in order.

export type Limit = <Result>(run: () => Promise<Result>) => Promise<Result>;

export function createLimit(size: number): Limit {
  let free = size;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) free--;
    // A finishing call hands its place on instead of freeing it.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
