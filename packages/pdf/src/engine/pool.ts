// A first-come, first-served pool of capped children: a dying child fails its own call and is replaced.
import { PdfError } from "../errors.ts";
import { type Child, startChild } from "./child.ts";
import type { PdfLimits } from "./limits.ts";
import type { OperationName } from "./operations.ts";

// Long enough to bridge the pauses of a person at work; an idle child holds about 100 MB.
const IDLE_MS = 30_000;

interface Job {
  readonly operation: OperationName;
  readonly input: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface Pool {
  run(operation: OperationName, input: unknown): Promise<unknown>;
  /** Resolves when a child has started and waits for calls. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export function createPool(workers: number, limits: PdfLimits): Pool {
  const children = new Set<Child>();
  const idle: Child[] = [];
  const waiting: Job[] = [];
  const ending = new Set<Promise<void>>();
  let closed = false;
  let idleTimer: NodeJS.Timeout | undefined;

  function start(): Child {
    const child = startChild(limits);
    children.add(child);
    return child;
  }
  function discard(child: Child): void {
    if (!children.delete(child)) return;
    const end = child.stop().finally(() => ending.delete(end));
    ending.add(end);
  }
  /** The child used last, for it is the warmest; the dead ones met on the way are dropped. */
  function takeIdle(): Child | undefined {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) {
      if (!child.isSpent()) return child;
      discard(child);
    }
    return undefined;
  }
  function keepSpare(): void {
    if (!closed && idle.length === 0 && children.size < workers) idle.push(start());
  }
  function shrink(): void {
    for (const child of idle.splice(0, Math.max(0, idle.length - 1))) discard(child);
  }
  function pump(): void {
    if (closed) return;
    while (waiting.length > 0) {
      const child = takeIdle() ?? (children.size < workers ? start() : undefined);
      if (child === undefined) return;
      const job = waiting.shift();
      if (job !== undefined) void work(child, job);
    }
    clearTimeout(idleTimer);
    idleTimer = setTimeout(shrink, IDLE_MS);
    idleTimer.unref();
  }
  async function work(child: Child, job: Job): Promise<void> {
    try {
      job.resolve(await child.run(job.operation, job.input));
    } catch (error) {
      job.reject(error);
    }
    if (child.isSpent() || closed) discard(child);
    else idle.push(child);
    pump();
    // Only now: two children loading at once would double the first caller's wait.
    keepSpare();
  }

  return {
    run(operation, input) {
      if (closed) return Promise.reject(engineClosed());
      if (waiting.length >= limits.queue) return Promise.reject(tooManyWaiting(limits));
      return new Promise((resolve, reject) => {
        waiting.push({ operation, input, resolve, reject });
        pump();
      });
    },
    async warm() {
      if (closed) throw engineClosed();
      keepSpare();
      await idle.at(-1)?.ready;
    },
    async close() {
      closed = true;
      clearTimeout(idleTimer);
      for (const job of waiting.splice(0)) job.reject(engineClosed());
      idle.length = 0;
      for (const child of children) discard(child);
      await Promise.all(ending);
    },
  };
}

function engineClosed(): PdfError {
  return new PdfError("closed", "The PDF engine is closed; create a new one with createPdfEngine().");
}

function tooManyWaiting(limits: PdfLimits): PdfError {
  return new PdfError("busy", `${limits.queue} PDF calls are waiting already; try again in a few seconds.`);
}
