// The embedded PostgreSQL as one thing: locked, made, started or adopted, watched and stopped.
import { mkdir, realpath, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Log } from "../../log/log.ts";
import type { ConnectionSettings } from "../database.ts";
import { findBinaries } from "./binaries.ts";
import { lockDataDirectory } from "./data-directory-lock.ts";
import { ensurePassword, newEndpoint } from "./endpoint.ts";
import { ensureCluster, SUPERUSER } from "./initialise-cluster.ts";
import { keepRunning } from "./keep-running.ts";
import { serverIdentity } from "./server-identity.ts";
import { type StartOptions, startPostmaster } from "./start-postmaster.ts";
import { isRunning, stopPostmaster } from "./stop-postmaster.ts";

export type EmbeddedServerOptions = {
  /** The cluster's directory; its lock, log and password lie beside it as `<directory>.lock` and so on. */
  directory: string;
  log: Log;
  maxConnections?: number;
  /** False only for clusters that are thrown away. */
  durable?: boolean;
  /** Called when the server's process is there and only has to become ready. */
  onLaunch?: () => void;
};

export type EmbeddedServer = {
  /** Reaches the maintenance database `postgres` as superuser. */
  settings: ConnectionSettings;
  /** The server's present process; changes when it had to be restarted. */
  pid(): number;
  /** Whether a server that an earlier service left running was taken over. */
  adopted: boolean;
  /** Fast shutdown; resolves when no process is left and the directory is free. */
  stop(): Promise<void>;
};

/** @throws StartupError when another service has the directory or the server does not come up */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  await mkdir(dirname(options.directory), { recursive: true, mode: 0o700 });
  const directory = join(await realpath(dirname(options.directory)), basename(options.directory));
  const lock = await lockDataDirectory(`${directory}.lock`, dirname(directory));
  try {
    return await startLocked(directory, options, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(
  directory: string,
  { log, maxConnections = 100, durable = true, onLaunch }: EmbeddedServerOptions,
  release: () => void,
): Promise<EmbeddedServer> {
  const identity = await serverIdentity(directory);
  const binaries = await findBinaries(identity);
  const passwordFile = `${directory}.password`;
  const password = await ensurePassword(passwordFile);
  await ensureCluster({
    directory,
    binaries,
    identity,
    passwordFile: password === undefined ? undefined : passwordFile,
  });
  let endpoint: Awaited<ReturnType<typeof newEndpoint>> | undefined;
  const start: StartOptions = {
    directory,
    logFile: `${directory}.log`,
    binaries,
    identity,
    settings: async () => {
      // A restarted server comes back where its clients look for it.
      endpoint ??= await newEndpoint(identity);
      return { ...endpoint, maxConnections, durable };
    },
  };
  const first = await startPostmaster({ ...start, ...(onLaunch === undefined ? {} : { onLaunch }) });
  const { socketDirectory, port } = first;
  endpoint = { socketDirectory, port };
  log.info({ pid: first.pid, adopted: first.adopted }, "embedded database ready");

  const keeper = keepRunning(first, {
    isRunning,
    restart: () => startPostmaster(start),
    log,
  });
  return {
    settings: {
      host: socketDirectory === "" ? "127.0.0.1" : socketDirectory,
      port,
      user: SUPERUSER,
      database: "postgres",
      ...(password === undefined ? {} : { password }),
    },
    pid: () => keeper.current().pid,
    adopted: first.adopted,
    async stop() {
      await stopPostmaster(await keeper.letGo(), binaries.pgCtl, directory);
      if (socketDirectory !== "") await rm(socketDirectory, { recursive: true, force: true });
      release();
    },
  };
}
