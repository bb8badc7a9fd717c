// Ends an attempt in which nothing moves any more, or which the caller gives up.

/** Nothing moved for the given time. */
export class Stall extends Error {
  override readonly name = "Stall";
}

/** The caller's signal fired; its reason is the cause. */
export class CallerAbort extends Error {
  override readonly name = "CallerAbort";
}

/** The failure for a signal that has fired. */
export function callerAbort(signal: AbortSignal): CallerAbort {
  return new CallerAbort("aborted by the caller", { cause: signal.reason });
}

/** Watches one attempt from its start to the last byte of its answer. */
export interface Watch {
  /** Aborts the fetch. */
  readonly signal: AbortSignal;
  /** Waits for the work, but no longer than the limit since the start or the last `touch`. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Something moved. */
  touch(): void;
  /** Lets go of the timer and of the caller's signal. */
  close(): void;
}

// What timers can hold; beyond it, Infinity included, they would fire at once.
const LONGEST_MS = 2 ** 31 - 1;

export function createWatch(timeoutMs: number, callerSignal: AbortSignal | undefined): Watch {
  const limitMs = Math.min(timeoutMs, LONGEST_MS);
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failure: Error | undefined;
  let rejectWork: ((reason: Error) => void) | undefined;

  const fail = (reason: Error): void => {
    failure ??= reason;
    rejectWork?.(failure);
    controller.abort(failure);
  };
  const onCallerAbort = (): void => {
    if (callerSignal !== undefined) fail(callerAbort(callerSignal));
  };
  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => fail(new Stall(`nothing moved for ${limitMs} ms`)), limitMs);
  };

  callerSignal?.addEventListener("abort", onCallerAbort, { once: true });
  if (callerSignal?.aborted) onCallerAbort();

  return {
    signal: controller.signal,
    guard: (work) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          clearTimeout(timer);
          timer = undefined;
          rejectWork = undefined;
        };
        rejectWork = (reason) => {
          settle();
          reject(reason);
        };
        work.then(resolve, reject).finally(settle);
        if (failure !== undefined) return rejectWork(failure);
        arm();
      }),
    touch: () => {
      if (timer !== undefined) arm();
    },
    close: () => {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", onCallerAbort);
    },
  };
}
