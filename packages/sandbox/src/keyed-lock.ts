// Lets work on the same key run one after the other, and on different keys side by side.

export interface KeyedLock {
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Takes several locks; in one order for everybody, so that two who want the same ones cannot wait for each other. */
export function runWithAll<T>(locks: KeyedLock, keys: readonly string[], work: () => Promise<T>): Promise<T> {
  const [first, ...rest] = [...new Set(keys)].sort();
  return first === undefined ? work() : locks.run(first, () => runWithAll(locks, rest, work));
}

export function createKeyedLock(): KeyedLock {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: async (key, work) => {
      const before = tails.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      // The chain must go on after a failure; the failure itself reaches the caller through `mine`.
      const tail = mine.catch(() => undefined);
      tails.set(key, tail);
      try {
        return await mine;
      } finally {
        if (tails.get(key) === tail) tails.delete(key);
      }
    },
  };
}
