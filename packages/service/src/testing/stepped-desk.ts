// A desk on a clock that a test moves: nothing runs by itself, and a process can end at any call to DigiSigner.
//
// The use cases, the database and the sandbox are the real ones, joined without sockets. Only the job queue's own clock
// cannot be moved, so jobs wait in a table that the test works off.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DigiSigner } from "@creditnexus/digisigner";
import { createPdfEngine } from "@creditnexus/pdf";
import { createSandbox, type Sandbox } from "@creditnexus/sandbox";
import { sql } from "kysely";
import { pino } from "pino";
import { openBlobStore } from "../blobs/open-blob-store.ts";
import { createManualClock, type ManualClock } from "../clock/clock.ts";
import type { Schema } from "../db/schema.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../domain/actor.ts";
import { drainJournal } from "../domain/callbacks/drain-journal.ts";
import { createJournalWriter, type JournalWriter } from "../domain/callbacks/journal-writer.ts";
import type { Deps } from "../domain/deps.ts";
import { uploadDocument } from "../domain/documents/upload-document.ts";
import { ensureAdminKey } from "../domain/keys/ensure-admin-key.ts";
import { createMailer } from "../domain/mails/mailer.ts";
import { createVault } from "../domain/secrets/vault.ts";
import { createSignatureRequest } from "../domain/signatures/create-signature-request.ts";
import { reconcileDue } from "../domain/signatures/reconcile/reconcile-due.ts";
import { createWorkers } from "../jobs/workers.ts";
import type { Jobs } from "../queue/queue.ts";
import { agreementPdf } from "./agreement-pdf.ts";
import { createTestDatabase } from "./test-database.ts";

const CALM_MS = 6_000;
const WORKERS_BUSY = 4;
const LAST_TRY = 8;

/** Where the process ends: at this call to DigiSigner, before or after DigiSigner has carried it out. */
export type Crash = { atCall: number; when: "before" | "after" };

export type SteppedDesk = {
  deps: Deps;
  clock: ManualClock;
  sandbox: Sandbox;
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** One page, uploaded once. */
  documentId: string;
  /** In `order`, the first signs first, and so on; else all at once. */
  request(emails: readonly string[], title?: string, options?: { inOrder?: boolean }): Promise<string>;
  /** Stores a callback as the intake does. */
  post(event: object): Promise<void>;
  /** Works off journal and jobs until nothing is due; false when the process ended at a crash. */
  work(options?: { crash?: Crash; without?: readonly string[]; patient?: boolean }): Promise<boolean>;
  /** Lets the reconciler find whatever is due. */
  reconcile(): Promise<void>;
  /** Calls made to DigiSigner so far. */
  calls(): number;
  close(): Promise<void>;
};

/** One of the loops that work off jobs; with its process it ends at its next call to DigiSigner, or with its job. */
type Worker = { process: { isDead: boolean }; hung: PromiseWithResolvers<void> };

type Row = { id: string; queue: string; payload: object; tries: number };

/** One waiting job per queue and key, as the real queue has it. */
const JOBS_TABLE = `create table stepped_jobs (id bigserial primary key, queue text not null, payload jsonb not null,
  singleton text, start_after timestamptz, tries integer not null default 0, running boolean not null default false);
  create unique index stepped_jobs_waiting on stepped_jobs (queue, singleton) where not running;`;

const tableJobs: Jobs = {
  async enqueue(connection, queue, payload, { singletonKey, startAfter } = {}) {
    await sql`insert into stepped_jobs (queue, payload, singleton, start_after)
      values (${queue.name}, ${JSON.stringify(queue.payload.parse(payload))}, ${singletonKey ?? randomUUID()}, ${startAfter ?? null})
      on conflict do nothing`.execute(connection);
    return null;
  },
  async enqueueAll(connection, queue, jobs) {
    for (const { payload, ...options } of jobs) await tableJobs.enqueue(connection, queue, payload, options);
  },
};

export const createSteppedDesk = async (
  options: {
    deliver?: (journal: JournalWriter, body: string) => Promise<boolean>;
    start?: Date;
    /** Our mails go to the sandbox's mailbox; else none is sent. */
    mails?: boolean;
  } = {},
): Promise<SteppedDesk> => {
  const dataDir = await mkdtemp(join(tmpdir(), "creditnexus-stepped-"));
  const clock = createManualClock(options.start);
  const log = pino({ level: "silent" });
  const database = await createTestDatabase<Schema>();
  await database.pool.query(JOBS_TABLE);
  const journal = createJournalWriter(database.pool, () => undefined);
  const pdf = createPdfEngine({ workers: 1 });
  const sandbox = await createSandbox({
    pdf,
    clock: () => clock.now().getTime(),
    ...(options.mails === true ? { smtpPort: 0 } : {}),
    ...(options.deliver === undefined
      ? {}
      : {
          callbackUrls: {
            documentSigned: "http://desk.localhost",
            signatureRequestCompleted: "http://desk.localhost",
          },
          deliver: async (_url, init) => {
            if (await options.deliver?.(journal, String(init.body)))
              return new Response("DIGISIGNER_EVENT_ACCEPTED");
            throw new TypeError("fetch failed");
          },
        }),
  });
  let calls = 0;
  let crash: (Crash & { from: number }) | undefined;
  const working = new AsyncLocalStorage<Worker>();
  /** What a dead process awaits never comes. */
  const never = (): Promise<never> => {
    working.getStore()?.hung.resolve();
    return new Promise(() => undefined);
  };
  const fetchOrDie: typeof fetch = async (input, init) => {
    const worker = working.getStore();
    if (worker?.process.isDead) return never();
    calls += 1;
    const isLast = crash !== undefined && calls - crash.from >= crash.atCall;
    if (!isLast) return sandbox.fetch(input, init);
    const after = crash?.when === "after" ? await sandbox.fetch(input, init) : undefined;
    await after?.body?.cancel();
    if (worker !== undefined) worker.process.isDead = true;
    return never();
  };
  const deps: Deps = {
    db: database.kysely,
    blobs: await openBlobStore({ kind: "directory", path: join(dataDir, "blobs") }, dataDir),
    jobs: tableJobs,
    digisigner: new DigiSigner({ apiKey: sandbox.apiKey, baseUrl: sandbox.apiUrl, fetch: fetchOrDie }),
    pdf,
    clock,
    log,
    vault: createVault(Buffer.alloc(32, 7)),
    settings: {
      provider: "sandbox",
      maxUploadBytes: 5 * 1024 * 1024,
      webhooks: { allowPrivate: true, requireHttps: false },
    },
  };
  const { smtpPort } = sandbox;
  const mailer =
    smtpPort === undefined
      ? undefined
      : createMailer(`smtp://127.0.0.1:${smtpPort}`, "desk@creditnexus.example");
  const workers = createWorkers({
    ...deps,
    mailer,
    mails: { transport: mailer === undefined ? "none" : "sandbox_mailbox", deskUrl: "https://desk.example" },
    backgroundDigisigner: deps.digisigner,
  });
  await ensureAdminKey({ db: database.kysely, clock, log }, dataDir);
  const { documentId } = await uploadDocument(deps, libraryActor, {
    file: agreementPdf(),
    fileName: "facility.pdf",
  });

  const claim = async (without: readonly string[]): Promise<Row | undefined> => {
    const { rows } = await database.pool.query<Row>(
      `update stepped_jobs set running = true where id = (select id from stepped_jobs where not running and queue <> all($2)
         and (start_after is null or start_after <= $1) order by id limit 1 for update skip locked)
       returning id, queue, payload, tries`,
      [clock.now(), without],
    );
    return rows[0];
  };
  const run = async (job: Row): Promise<void> => {
    const worker = workers.find(({ queue }) => queue.name === job.queue);
    if (worker === undefined) throw new Error(`nobody works on ${job.queue}`);
    const handled = {
      id: job.id,
      payload: job.payload,
      attempt: job.tries + 1,
      lastAttempt: job.tries >= LAST_TRY,
      signal: AbortSignal.timeout(60_000),
      log,
    };
    try {
      await worker.handle(handled);
      await database.pool.query("delete from stepped_jobs where id = $1", [job.id]);
    } catch (error) {
      if (job.tries >= LAST_TRY) throw error;
      const again = `insert into stepped_jobs (queue, payload, singleton, tries)
        select queue, payload, singleton, tries + 1 from stepped_jobs where id = $1 on conflict do nothing`;
      await database.pool.query(again, [job.id]);
      await database.pool.query("delete from stepped_jobs where id = $1", [job.id]);
    }
  };
  /** Resolves when nothing is left, or when the process is dead and nothing of it goes on. */
  const workOnce = async (without: readonly string[], process: Worker["process"]): Promise<void> => {
    while ((await drainJournal(deps)) > 0);
    const loop = (): Promise<void> => {
      const worker: Worker = { process, hung: Promise.withResolvers() };
      const ended = working.run(worker, async () => {
        while (!process.isDead) {
          const job = await claim(without);
          if (job === undefined) return;
          await run(job);
        }
      });
      return Promise.race([ended, worker.hung.promise]);
    };
    await Promise.all(Array.from({ length: WORKERS_BUSY }, loop));
  };
  const workOff = async (without: readonly string[], patient: boolean): Promise<"done" | "crashed"> => {
    const process = { isDead: false };
    for (;;) {
      await workOnce(without, process);
      if (process.isDead) return "crashed";
      const { rows } = await database.pool.query<{ is_due: boolean }>(
        "select start_after is null or start_after <= $1 as is_due from stepped_jobs where not running and queue <> all($2) order by start_after nulls first limit 1",
        [clock.now(), without],
      );
      if (rows[0] === undefined || (!rows[0].is_due && !patient)) return "done";
      if (!rows[0].is_due) clock.advance(CALM_MS);
    }
  };

  return {
    deps,
    clock,
    sandbox,
    documentId,
    calls: () => calls,
    async control<T>(method: string, path: string, body?: unknown) {
      const answer = await sandbox.fetch(`${sandbox.url}/_sandbox/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    async request(emails, title, { inOrder = false } = {}) {
      const created = await createSignatureRequest(deps, libraryActor, {
        documents: [
          {
            documentId,
            path: "/signers",
            signers: emails.map((email, index) => ({
              email,
              fields: [],
              ...(inOrder ? { order: index + 1 } : {}),
            })),
          },
        ],
        title,
        bundle: false,
        urgency: "standard",
        sendEmails: false,
        useTextTags: false,
        hideTextTags: false,
        metadata: {},
      });
      return created.signatureId;
    },
    post: (event) =>
      journal.write({
        workspaceId: DEFAULT_WORKSPACE_ID,
        receivedAt: clock.now(),
        body: Buffer.from(JSON.stringify(event)),
        headers: {},
        sourceAddress: "127.0.0.1",
        authenticity: "none",
      }),
    async work({ crash: planned, without = [], patient = true } = {}) {
      crash = planned && { ...planned, from: calls };
      const end = await workOff(without, patient);
      crash = undefined;
      if (end === "done") return true;
      // What other jobs of the dead process had begun, a successor finds as it was left.
      await database.pool.query(
        `delete from stepped_jobs a using stepped_jobs b
         where a.running and not b.running and a.queue = b.queue and a.singleton = b.singleton`,
      );
      await database.pool.query("update stepped_jobs set running = false");
      return false;
    },
    async reconcile() {
      while (await reconcileDue(deps));
    },
    async close() {
      await mailer?.close();
      await sandbox.close();
      await pdf.close();
      await deps.blobs.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
