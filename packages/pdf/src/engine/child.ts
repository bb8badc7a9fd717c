// One capped child seen from the parent: runs one call at a time and is killed when it exceeds a cap.
import type { ChildProcess } from "node:child_process";
import { PdfError } from "../errors.ts";
import { describeDeath } from "./describe-death.ts";
import { limitsOf, type PdfLimits } from "./limits.ts";
import type { OperationName } from "./operations.ts";
import type { Answer } from "./protocol.ts";
import { LIFETIME_CPU_SECONDS, spawnChild } from "./spawn-child.ts";
import { readUsage } from "./watch-resources.ts";

const WATCH_EVERY_MS = 30;
// Starting is not part of a call's time: on a busy machine loading the parser may take seconds.
const START_WITHIN_MS = 60_000;
const CALLS_PER_CHILD = 256;

export interface Child {
  /** Settles when the child takes calls; rejects with a PdfError when it died before. */
  readonly ready: Promise<void>;
  /** Runs one call; rejects with a PdfError. Never call it while another call runs. */
  run(operation: OperationName, input: unknown): Promise<unknown>;
  /** True when the next call should get a fresh child: dead, used up or swollen. */
  isSpent(): boolean;
  /** Kills the child and waits until it is gone. */
  stop(): Promise<void>;
}

export function startChild(limits: PdfLimits): Child {
  const child = spawnChild(limits);
  let calls = 0;
  let breach: PdfError | undefined;
  let dead = false;
  let onAnswer: ((answer: Answer) => void) | undefined;
  let onDeath: ((error: PdfError) => void) | undefined;
  const ready = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<void>();
  // A child that dies while nobody waits for it is simply replaced.
  ready.promise.catch(() => undefined);

  function die(error: PdfError): void {
    if (dead) return;
    dead = true;
    ready.reject(error);
    onDeath?.(error);
    gone.resolve();
  }
  function kill(error: PdfError): void {
    breach ??= error;
    child.kill("SIGKILL");
  }
  child.on("message", (message: Answer | "ready") => {
    if (message === "ready") ready.resolve();
    else onAnswer?.(message);
  });
  child.once("exit", (code, signal) => die(breach ?? describeDeath(code, signal)));
  child.once("error", (cause) => {
    die(new PdfError("crashed", `The PDF process cannot be started: ${cause.message}.`, { cause }));
  });
  setReferenced(child, false);

  async function run(operation: OperationName, input: unknown): Promise<unknown> {
    const caps = limitsOf(limits, operation);
    calls += 1;
    const id = calls;
    setReferenced(child, true);
    const startTimer = setTimeout(() => kill(startedTooLate()), START_WITHIN_MS);
    let callTimer: NodeJS.Timeout | undefined;
    let watch: NodeJS.Timeout | undefined;
    try {
      await ready.promise;
      clearTimeout(startTimer);
      callTimer = setTimeout(() => kill(tookTooLong(caps)), caps.timeoutMs);
      watch = watchUsage(child, caps, kill);
      const answer = await new Promise<Answer>((resolve, reject) => {
        onAnswer = (message) => message.id === id && resolve(message);
        onDeath = reject;
        if (dead) reject(breach ?? describeDeath(child.exitCode, child.signalCode));
        child.send({ id, operation, input, pages: limits.pages }, (error) => {
          // A broken channel means that the child is dying: its exit tells more than the failed write.
          if (error !== null) kill(new PdfError("crashed", `The PDF process was lost: ${error.message}.`));
        });
      });
      if (!answer.ok) throw new PdfError(answer.code, answer.message);
      return answer.value;
    } finally {
      clearTimeout(startTimer);
      clearTimeout(callTimer);
      clearInterval(watch);
      onAnswer = undefined;
      onDeath = undefined;
      setReferenced(child, false);
    }
  }

  return {
    ready: ready.promise,
    run,
    isSpent() {
      if (dead || breach !== undefined || calls >= CALLS_PER_CHILD) return true;
      const usage = child.pid === undefined ? undefined : readUsage(child.pid);
      if (usage === undefined) return false;
      return usage.memoryMb > limits.memoryMb / 2 || usage.cpuSeconds > LIFETIME_CPU_SECONDS;
    },
    async stop() {
      kill(new PdfError("closed", "The PDF engine was closed while this call ran; create a new engine."));
      if (!dead) setReferenced(child, true);
      await gone.promise;
    },
  };
}

function watchUsage(
  child: ChildProcess,
  limits: PdfLimits,
  kill: (error: PdfError) => void,
): NodeJS.Timeout | undefined {
  const { pid } = child;
  if (pid === undefined) return undefined;
  const before = readUsage(pid);
  if (before === undefined) return undefined;
  return setInterval(() => {
    const usage = readUsage(pid);
    if (usage === undefined) return;
    if (usage.memoryMb > limits.memoryMb) kill(tookTooMuchMemory(limits));
    if (usage.cpuSeconds - before.cpuSeconds > limits.cpuSeconds) kill(tookTooLong(limits));
  }, WATCH_EVERY_MS);
}

function setReferenced(child: ChildProcess, referenced: boolean): void {
  if (referenced) {
    child.ref();
    child.channel?.ref();
    return;
  }
  child.unref();
  child.channel?.unref();
}

function tookTooLong(limits: PdfLimits): PdfError {
  return new PdfError(
    "timeout",
    `The PDF was not done within ${limits.timeoutMs} ms or ${limits.cpuSeconds} s of processor time. Print it to a new PDF and use that.`,
  );
}

function tookTooMuchMemory(limits: PdfLimits): PdfError {
  return new PdfError(
    "out_of_memory",
    `The PDF needs more than the ${limits.memoryMb} MiB one document may take. Print it to a new PDF and use that.`,
  );
}

function startedTooLate(): PdfError {
  return new PdfError("crashed", `The PDF process did not start within ${START_WITHIN_MS} ms. Try again.`);
}
