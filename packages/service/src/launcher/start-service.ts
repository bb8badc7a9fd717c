// Starts everything the configuration asks for, in the order in which the parts need each other.
import { join } from "node:path";
import { createPdfEngine } from "@creditnexus/pdf";
import { createApp, QUEUES } from "../app.ts";
import { openBlobStore } from "../blobs/open-blob-store.ts";
import { systemClock } from "../clock/clock.ts";
import type { Config } from "../config/config.ts";
import { prepareDataDir } from "../config/data-dir.ts";
import { migrate } from "../db/migrate.ts";
import { openDatabase } from "../db/open-database.ts";
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
import { listenFailure, settlePort } from "./listen.ts";
import { openOrganisation } from "./organisation.ts";
import { openProvider } from "./provider.ts";
import { warnOfOpenIntake } from "./warn-of-open-intake.ts";

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
  const { roles, dataDir } = config;
  const { host } = config.http;
  await prepareDataDir(dataDir);
  const port = roles.http ? await settlePort("PORT", host, config.http.port) : config.http.port;
  const url = localUrl(host, port);
  const ready = Promise.withResolvers<void>();

  // The database first: its refusal of a second service explains whatever else fails then.
  const [database, provider, dashboardDirectory, vaultKey] = await allOrFirstFailure([
    openMigrated(config, log, closers),
    openProvider({ config, service: { url, ready: ready.promise }, log, closers }),
    roles.http ? ensureDashboard(log, stopping) : undefined,
    loadVaultKey({ encryptionKey: config.encryptionKey, dataDir }),
  ]);

  stopping.throwIfAborted();
  const blobs = await openBlobStore(config.blobs, dataDir);
  closers.add("document storage", () => blobs.close());
  const pdf = createPdfEngine();
  closers.add("PDF processes", () => pdf.close());
  // The embedded database belongs to a single process; on a server there may be others.
  const alone = database.kind === "embedded";
  const queue = await createQueue({ database, log, queues: QUEUES, worker: roles.worker, alone });
  closers.add("job queue", () => queue.stop());
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
}

async function openMigrated({ database: where }: Config, log: Log, closers: Closers) {
  const database = await openDatabase<Schema>({ database: where, log });
  closers.add("database", () => database.close());
  const applied = await migrate(database.pool);
  if (applied.length > 0) log.info({ applied }, "database migrated");
  return database;
}
