// Runs the service as a process: one sentence for what a person can mend, and an end that leaves nothing behind.
import { once } from "node:events";
import { loadConfig } from "../config/load-config.ts";
import { StartupError } from "../errors.ts";
import { createLog } from "../log/create-log.ts";
import { createClosers } from "./closers.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const FORCED = 130;
/** npm hands Ctrl-C on to a process that has had it from the terminal already: that is one wish, not two. */
const SAME_WISH_MS = 1000;

/** Resolves when the service has been stopped by a signal; sets the exit code. */
export async function runProcess(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const closers = createClosers();
  const stopping = new AbortController();
  const stopped = once(stopping.signal, "abort");
  let askedAt: number | undefined;
  const stop = () => {
    // Whoever asks twice does not want to wait; the embedded database is told to stop on the way out.
    if (askedAt !== undefined && performance.now() - askedAt > SAME_WISH_MS) process.exit(FORCED);
    askedAt ??= performance.now();
    stopping.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  // Whoever started it with a channel takes it along when it goes; the channel alone keeps nothing alive.
  process.once("disconnect", stop);
  process.channel?.unref();
  outliveReaders();
  // Waiting for a signal keeps no process alive, and a worker whose database is away has nothing else that does.
  const alive = setInterval(() => undefined, 60_000);
  try {
    const config = loadConfig({ argv, env });
    const log = createLog(config.log);
    // Loaded only now: whoever mistyped a setting is told at once.
    const { startService } = await import("./start-service.ts");
    const starting = startService(config, log, closers, stopping.signal);
    await Promise.race([starting, stopped]);
    await stopped;
    // A signal during the start makes it fail, once what was begun can be closed.
    await starting.catch(() => undefined);
  } catch (error) {
    process.exitCode = report(error);
  } finally {
    const failures = await closers.closeAll();
    for (const { name, error } of failures) {
      process.stderr.write(
        `${name} could not be closed: ${error instanceof Error ? error.message : error}\n`,
      );
      process.exitCode ||= 1;
    }
    clearInterval(alive);
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    process.removeListener("disconnect", stop);
    // What could not be closed may hold the process alive.
    if (failures.length > 0) process.exit();
  }
}

/** Whoever reads the output may go away, as `| head` or a closed terminal does; the service is not there for its output. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
}

/** A stack trace is shown for defects only. */
function report(error: unknown): number {
  if (error instanceof StartupError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  return 70;
}
