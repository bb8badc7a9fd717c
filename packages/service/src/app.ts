// Wires the service: domain over mechanisms, HTTP over domain, workers over both. Starts nothing by itself.
import type { DigiSigner } from "@creditnexus/digisigner";
import type { PdfEngine } from "@creditnexus/pdf";
import type { FastifyInstance } from "fastify";
import type { BlobStore } from "./blobs/blob-store.ts";
import type { Clock } from "./clock/clock.ts";
import type { Database } from "./db/database.ts";
import type { Schema } from "./db/schema.ts";
import { BATCH as DRAIN_BATCH, drainJournal } from "./domain/callbacks/drain-journal.ts";
import { createJournalWriter } from "./domain/callbacks/journal-writer.ts";
import { createDeliverer } from "./domain/deliveries/send/create-deliverer.ts";
import type { Deps, DomainSettings } from "./domain/deps.ts";
import { createEvidenceSigner } from "./domain/evidence/evidence-signer.ts";
import { cleanUp } from "./domain/housekeeping/clean-up.ts";
import type { Mailer } from "./domain/mails/mailer.ts";
import { remindDue } from "./domain/mails/remind-due.ts";
import type { MailSettings } from "./domain/mails/settings.ts";
import { createVault } from "./domain/secrets/vault.ts";
import { reconcileDue } from "./domain/signatures/reconcile/reconcile-due.ts";
import { reconcileEverything } from "./domain/signatures/reconcile/reconcile-everything.ts";
import { SignatureService } from "./domain/signatures/signature-service.ts";
import { createTimelineStream } from "./domain/timeline/stream.ts";
import type { HttpSettings, Organisation } from "./http/context.ts";
import { createHttp } from "./http/create-http.ts";
import { type Loop, startLoop } from "./jobs/loop.ts";
import { createWorkers } from "./jobs/workers.ts";
import type { Log } from "./log/log.ts";
import type { ProviderStatus } from "./provider/guarded-digisigner.ts";
import type { Queue } from "./queue/queue.ts";

export { QUEUES } from "./jobs/workers.ts";

/** Opened by the caller, who closes it after the app. */
export type AppDeps = {
  database: Pick<Database<Schema>, "kysely" | "pool" | "ping">;
  blobs: BlobStore;
  queue: Queue;
  digisigner: DigiSigner;
  /** For the reconciler's reading, where it has a budget of its own; else the same one. */
  backgroundDigisigner?: DigiSigner;
  /** Of the guard in front of both, for readiness. */
  providerStatus?: () => ProviderStatus;
  pdf: PdfEngine;
  clock: Clock;
  log: Log;
  /** 32 bytes, see `loadVaultKey`. */
  vaultKey: Buffer;
  /** Undefined: no mail of ours is sent. The app closes it. */
  mailer: Mailer | undefined;
  mails: MailSettings;
  /** Undefined: people sign in with keys only. */
  organisation?: Organisation | undefined;
  /** Of a tunnel that is open now, which the desk does not open itself. */
  tunnelUrl?: () => Promise<string | undefined>;
  settings: DomainSettings & HttpSettings;
};

export type App = {
  /** Not listening yet. */
  fastify: FastifyInstance;
  service: SignatureService;
  /**
   * Makes every agreement due for a look, since nobody knows what was missed while this process was away; tried again until
   * the database takes it, and nobody waits for it.
   */
  startSweep(): void;
  /** Starts the jobs, the journal drain and the reconciler in this process. */
  startWorkers(): Promise<void>;
  /** Ends event streams, requests under way and loops; running jobs end with the queue, which the caller stops. */
  close(): Promise<void>;
};

/** A callback from another process is seen after this time at the latest; one of our own at once. */
const DRAIN_EVERY_MS = 500;
const RECONCILE_EVERY_MS = 5_000;
const REMIND_EVERY_MS = 30_000;
const DELIVER_EVERY_MS = 500;
const CLEAN_EVERY_MS = 3_600_000;
const SWEEP_AGAIN_MS = 1_000;

export const createApp = async (input: AppDeps): Promise<App> => {
  const { database, settings, log, queue } = input;
  const deps: Deps = {
    db: database.kysely,
    blobs: input.blobs,
    jobs: queue,
    digisigner: input.digisigner,
    pdf: input.pdf,
    clock: input.clock,
    log,
    vault: createVault(input.vaultKey),
    settings,
  };
  const loops: { sweep?: Loop; drain?: Loop; reconcile?: Loop; remind?: Loop; deliver?: Loop; clean?: Loop } =
    {};
  const deliverer = createDeliverer(deps, { onFree: () => loops.deliver?.wake() });
  const timeline = createTimelineStream({ db: database.kysely, log });
  const journal = createJournalWriter(database.pool, () => loops.drain?.wake());
  const fastify = await createHttp(
    {
      ...deps,
      queue,
      organisation: input.organisation,
      canSendMail: input.mailer !== undefined,
      mails: input.mails,
      pingDatabase: () => database.ping(),
      verifyMail: input.mails.transport === "smtp" ? input.mailer?.verify : undefined,
      evidence: createEvidenceSigner(input.vaultKey),
      timeline,
      providerStatus: input.providerStatus,
      http: settings,
      publicAddress: async () => (await input.tunnelUrl?.()) ?? settings.publicUrl,
    },
    journal,
  );
  return {
    fastify,
    service: new SignatureService(deps),
    startSweep() {
      loops.sweep = startLoop({
        name: "sweep",
        intervalMs: SWEEP_AGAIN_MS,
        log,
        run: async () => {
          await reconcileEverything(deps);
          void loops.sweep?.stop();
          return false;
        },
      });
    },
    async startWorkers() {
      await queue.work(
        createWorkers({
          ...deps,
          mailer: input.mailer,
          mails: input.mails,
          backgroundDigisigner: input.backgroundDigisigner ?? input.digisigner,
        }),
      );
      loops.drain = startLoop({
        name: "journal",
        intervalMs: DRAIN_EVERY_MS,
        log,
        // Not at once for the few that came meanwhile: in a storm, larger batches cost less for each callback.
        run: async () => (await drainJournal(deps)) === DRAIN_BATCH,
      });
      loops.reconcile = startLoop({
        name: "reconciler",
        intervalMs: RECONCILE_EVERY_MS,
        log,
        run: () => reconcileDue(deps),
      });
      loops.deliver = startLoop({
        name: "webhooks",
        intervalMs: DELIVER_EVERY_MS,
        log,
        run: () => deliverer.run(),
      });
      loops.clean = startLoop({
        name: "cleaning",
        intervalMs: CLEAN_EVERY_MS,
        log,
        run: async () => {
          await cleanUp(deps);
          return false;
        },
      });
      if (input.mailer !== undefined) {
        loops.remind = startLoop({
          name: "reminders",
          intervalMs: REMIND_EVERY_MS,
          log,
          run: () => remindDue(deps),
        });
      }
    },
    async close() {
      await timeline.close();
      await fastify.close();
      await journal.idle();
      await Promise.all(Object.values(loops).map((loop) => loop.stop()));
      await deliverer.stop();
      await input.mailer?.close();
    },
  };
};
