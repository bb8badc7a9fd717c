// Collects what has to be closed and closes it in reverse order, whatever fails on the way.

export type Closers = {
  /** `name` is for the report of a failure. */
  add(name: string, close: () => Promise<void>): void;
  /** Runs each closer once; resolves when all have run, to the failures. */
  closeAll(): Promise<{ name: string; error: unknown }[]>;
};

/** No part may hold up the end of the process for ever. */
const PATIENCE_MS = 20_000;

async function within(close: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  await Promise.race([close(), tooLate]).finally(() => clearTimeout(timer));
}

export function createClosers(): Closers {
  const entries: { name: string; close: () => Promise<void> }[] = [];
  let closing: ReturnType<Closers["closeAll"]> | undefined;

  async function closeEach() {
    const failures: { name: string; error: unknown }[] = [];
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      const { name, close } = entry;
      await within(close).catch((error: unknown) => failures.push({ name, error }));
    }
    return failures;
  }

  return {
    add(name, close) {
      entries.push({ name, close });
    },
    closeAll() {
      closing ??= closeEach();
      return closing;
    },
  };
}
