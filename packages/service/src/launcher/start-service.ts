// Starts what takes longest first: while the database's process comes up, the rest of the code is loaded.
import type { Config } from "../config/config.ts";
import { prepareDataDir } from "../config/data-dir.ts";
import { openServer } from "../db/open-server.ts";
import type { Log } from "../log/log.ts";
import type { Closers } from "./closers.ts";
import { settlePort } from "./listen.ts";

/**
 * Resolves when the service is ready. What was started is in `closers`, also after a failure.
 *
 * @throws StartupError with one sentence for the operator, or the reason of `stopping` when that comes first
 */
export async function startService(
  config: Config,
  log: Log,
  closers: Closers,
  stopping: AbortSignal,
): Promise<void> {
  const { host, port: wished } = config.http;
  await prepareDataDir(config.dataDir);
  const port = config.roles.http ? await settlePort("PORT", host, wished) : wished;

  const launched = Promise.withResolvers<void>();
  const server = openServer({ database: config.database, log, onWait: launched.resolve }).then((opened) => {
    closers.add("database server", () => opened.stop());
    return opened;
  });
  // Loading blocks this thread, so it begins when the server can do without it. A refusal is told below.
  await Promise.race([launched.promise, server.catch(() => undefined)]);
  try {
    const { assembleService } = await import("./assemble-service.ts");
    await assembleService({ config, log, closers, stopping, port, server });
  } finally {
    // Whatever failed, the server is in `closers` before they run.
    await server;
  }
}
