// Runs something over and over: at once when woken, else after a pause; never twice at the same time.
import type { Log } from "../log/log.ts";

export type Loop = {
  /** Runs again as soon as the present run has ended, or now. */
  wake(): void;
  /** Resolves when the last run has ended; none follows. */
  stop(): Promise<void>;
};

export type LoopOptions = {
  name: string;
  /** Pause after a run that found nothing more to do. */
  intervalMs: number;
  /** True when there is more to do right now. */
  run: () => Promise<boolean>;
  log: Log;
};

/** Starts at once. An error is logged and the loop goes on after a pause. */
export const startLoop = ({ name, intervalMs, run, log }: LoopOptions): Loop => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStopped = false;

  const turn = async (): Promise<void> => {
    let hasMore = true;
    while (!isStopped && (hasMore || isWoken)) {
      isWoken = false;
      try {
        hasMore = await run();
      } catch (error) {
        log.error({ err: error, loop: name }, "loop failed");
        hasMore = false;
      }
    }
  };

  const start = (): void => {
    clearTimeout(timer);
    running ??= turn().finally(() => {
      running = undefined;
      if (!isStopped) timer = setTimeout(start, isWoken ? 0 : intervalMs);
    });
  };

  start();
  return {
    wake() {
      isWoken = true;
      if (!isStopped) start();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
