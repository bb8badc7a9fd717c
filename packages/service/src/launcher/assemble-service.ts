// Puts the service together over a database server that is starting, in the order in which the parts need each other.
import { join } from "node:path";
import { readPublicAddress } from "@creditnexus/contract/tunnel";
import { createPdfEngine } from "@creditnexus/pdf";
import { createApp, QUEUES } from "../app.ts";
import { openBlobStore } from "../blobs/open-blob-store.ts";
import { systemClock } from "../clock/clock.ts";
import type { Config } from "../config/config.ts";
import { migrate } from "../db/migrate.ts";
import { connect } from "../db/open-database.ts";
import type { DatabaseServer } from "../db/open-server.ts";
import type { Schema } from "../db/schema.ts";
import { ensureAdminKey } from "../domain/keys/ensure-admin-key.ts";
import { createMailer } from "../domain/mails/mailer.ts";
import { loadVaultKey } from "../domain/secrets/load-vault-key.ts";
import type { Log } from "../log/log.ts";
import { createGuardedDigisigner } from "../provider/guarded-digisigner.ts";
import { createQueue } from "../queue/create-queue.ts";
import { localUrl } from "./addresses.ts";
import { allOrFirstFailure } from "./all-or-first-failure.ts";
import { announce } from "./announce.ts";
import type { Closers } from "./closers.ts";
import { ensureDashboard } from "./dashboard.ts";
import { listenFailure } from "./listen.ts";
import { openOrganisation } from "./organisation.ts";
import { openProvider } from "./provider.ts";
import { warnOfOpenIntake } from "./warn-of-open-intake.ts";

export type StartingService = {
  config: Config;
  log: Log;
  closers: Closers;
  /** Of what is under way. */
  stopping: AbortSignal;
  /** Free when it was looked for. */
  port: number;
  server: Promise<DatabaseServer>;
};

/**
 * Resolves when the service is ready. What was started is in `closers`, also after a failure.
 *
 * @throws StartupError with one sentence for the operator, or the reason of `stopping` when that comes first
 */
export async function assembleService({
  config,
  log,
  closers,
  stopping,
  port,
  server,
}: StartingService): Promise<void> {
  const { roles, dataDir } = config;
  const { host } = config.http;
  const url = localUrl(host, port);
  const ready = Promise.withResolvers<void>();

  // Before whatever works on them: what is opened first is closed last, and running jobs still need these.
  const blobs = await openBlobStore(config.blobs, dataDir);
  closers.add("document storage", () => blobs.close());
  const pdf = createPdfEngine();
  closers.add("PDF processes", () => pdf.close());

  const opening = openProvider({ config, service: { url, ready: ready.promise }, log, closers });
  // The database first: its refusal of a second service explains whatever else fails then.
  const [{ database, queue }, provider, dashboardDirectory, vaultKey] = await allOrFirstFailure([
    openStores({ config, log, closers, server }, opening),
    opening,
    roles.http ? ensureDashboard(log, stopping) : undefined,
    loadVaultKey({ encryptionKey: config.encryptionKey, dataDir }),
  ]);

  stopping.throwIfAborted();
  const digisigner = createGuardedDigisigner({
    apiKey: provider.apiKey.reveal(),
    baseUrl: provider.baseUrl,
    callsPerMinute: provider.callsPerMinute,
    clock: systemClock,
    log,
  });
  const organisation = openOrganisation({
    oidc: roles.http ? config.oidc : undefined,
    publicUrl: config.http.publicUrl ?? url,
    clock: systemClock,
    log,
  });
  const app = await createApp({
    database,
    blobs,
    queue,
    pdf,
    log,
    digisigner: digisigner.foreground,
    backgroundDigisigner: digisigner.background,
    providerStatus: digisigner.status,
    clock: systemClock,
    vaultKey,
    organisation,
    tunnelUrl: async () => {
      const tunnel = await readPublicAddress(dataDir);
      return tunnel?.isOpen === true ? tunnel.url : undefined;
    },
    mailer:
      provider.smtpUrl === undefined ? undefined : createMailer(provider.smtpUrl.reveal(), config.mail.from),
    mails: { transport: provider.mail, deskUrl: config.http.publicUrl ?? url },
    settings: {
      provider: provider.kind,
      maxUploadBytes: config.limits.maxUploadBytes,
      webhooks: config.webhooks,
      publicUrl: config.http.publicUrl,
      sandboxUrl: provider.sandboxUrl,
      webhookSecrets: config.webhookSecrets.map((secret) => secret.reveal()),
      dashboardDirectory,
      disk: { directory: dataDir, reserveBytes: config.limits.diskReserveBytes },
    },
  });
  closers.add("HTTP server", () => app.close());

  const adminKey = roles.http
    ? await ensureAdminKey({ db: database.kysely, clock: systemClock, log }, dataDir)
    : undefined;
  if (roles.worker) await app.startWorkers();
  if (roles.http) {
    warnOfOpenIntake(log, { provider: provider.kind, webhookSecrets: config.webhookSecrets });
    await app.fastify.listen({ host, port }).catch((cause) => {
      throw listenFailure("PORT", host, port, cause);
    });
    ready.resolve();
  }
  announce(config, log, {
    url: config.http.publicUrl ?? url,
    adminKey,
    adminKeyFile: join(dataDir, "admin.key"),
    sandboxUrl: provider.sandboxUrl,
    roles,
    readyInMs: performance.now(),
  });
  // Only now: it concerns every open agreement, and nobody has to wait for it.
  app.startSweep();
}

/** The database at this code's version, and the job queue in it, which ends before the provider that its jobs talk to. */
async function openStores(
  { config, log, closers, server }: Pick<StartingService, "config" | "log" | "closers" | "server">,
  provider: Promise<unknown>,
) {
  const { kind, settings } = await server;
  const database = connect<Schema>({ kind, settings, log });
  closers.add("database", () => database.close());
  const applied = await migrate(database.pool);
  if (applied.length > 0) log.info({ applied }, "database migrated");
  await provider;
  // The embedded database belongs to a single process; on a server there may be others.
  const alone = kind === "embedded";
  const queue = await createQueue({ database, log, queues: QUEUES, worker: config.roles.worker, alone });
  closers.add("job queue", () => queue.stop());
  return { database, queue };
}
