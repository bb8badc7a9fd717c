// Looks at the service from inside: everything that is not in order, each with what to do about it.
import { statfs } from "node:fs/promises";
import { type Checks, type Finding, worst } from "@creditnexus/contract";
import { sql } from "kysely";
import { within } from "../../clock/within.ts";
import { type MigrationState, readMigrationState } from "../../db/migration-state.ts";
import type { IdentityProvider } from "../../identity/identity-provider.ts";
import type { ProviderStatus } from "../../provider/guarded-digisigner.ts";
import type { Queue } from "../../queue/queue.ts";
import type { Deps } from "../deps.ts";
import type { Answer, CheckFacts } from "./facts.ts";
import { judgeCallbacks, judgeProof } from "./judge-callbacks.ts";
import { judgeMails } from "./judge-mails.ts";
import { judgeOperation } from "./judge-operation.ts";
import { judgeOrganisationSignIn, judgeProviderCalls } from "./judge-provider.ts";
import { judgeService } from "./judge-service.ts";
import { readJournal } from "./read-journal.ts";
import { readMails } from "./read-mails.ts";
import { readDrift, readWork } from "./read-work.ts";
import { readSandboxCallbackUrls } from "./sandbox-callback-urls.ts";

export type CheckDeps = Pick<Deps, "db" | "blobs" | "clock" | "settings"> & {
  queue: Pick<Queue, "countDeadLetters" | "deadLetters" | "overdue" | "workers">;
  /** Undefined: nothing guards the calls to DigiSigner. */
  providerStatus: (() => ProviderStatus) | undefined;
  /** Undefined: people sign in with keys only. */
  organisation: { provider: Pick<IdentityProvider, "state"> } | undefined;
  /** One round trip to the database. */
  pingDatabase: () => Promise<void>;
  /** Rejects when the mail server does not let the desk in; undefined without a mail server of our own. */
  verifyMail: (() => Promise<void>) | undefined;
  /** How DigiSigner reaches the desk; undefined: not at all. */
  publicAddress: () => Promise<string | undefined>;
  http: {
    sandboxUrl: string | undefined;
    webhookSecrets: readonly string[];
    /** The data directory's; undefined: not looked at. */
    disk: { directory: string; reserveBytes: number } | undefined;
  };
};

/** Below the patience of the doctor and of load balancers, so that they hear what hangs. */
const ANSWER_WITHIN_MS = 5_000;

const answered = async <T>(ask: () => Promise<T>): Promise<Answer<T>> => {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
};

const readDatabase = async ({ db, pingDatabase }: CheckDeps) => {
  const ask = async () => {
    await pingDatabase();
    return sql<{ is_read_only: boolean; is_standby: boolean }>`
    select current_setting('transaction_read_only') = 'on' as is_read_only, pg_is_in_recovery() as is_standby`.execute(
      db,
    );
  };
  const { rows } = await within(ANSWER_WITHIN_MS, "the database", ask);
  return { isReadOnly: rows[0]?.is_read_only ?? false, isStandby: rows[0]?.is_standby ?? false };
};

const readServing = async (
  deps: CheckDeps,
): Promise<Pick<CheckFacts, "database" | "migrations" | "storage">> => {
  const [database, storage] = await Promise.all([
    answered(() => readDatabase(deps)),
    answered(async () => {
      await within(ANSWER_WITHIN_MS, "the storage", () => deps.blobs.check());
      return true as const;
    }),
  ]);
  // Asked only where the database answers: each would wait for its own time-out.
  const migrations: Answer<MigrationState> = database.ok
    ? await answered(() => readMigrationState(deps.db))
    : database;
  return { database, migrations, storage };
};

const proofFacts = ({ http, settings }: CheckDeps) => ({
  hasWebhookSecret: http.webhookSecrets.length > 0,
  provider: settings.provider,
});

const readDisk = async ({ http: { disk } }: CheckDeps): Promise<CheckFacts["disk"]> => {
  if (disk === undefined) return undefined;
  const { bavail, bsize } = await statfs(disk.directory);
  return { ...disk, freeBytes: bavail * bsize };
};

const readMailServer = ({ verifyMail }: CheckDeps): Promise<CheckFacts["mailServer"]> | undefined =>
  verifyMail === undefined
    ? undefined
    : answered(async () => {
        await verifyMail();
        return true as const;
      });

const readFacts = async (deps: CheckDeps, workspaceId: string): Promise<CheckFacts> => {
  const now = deps.clock.now();
  const { sandboxUrl, webhookSecrets } = deps.http;
  const serving = await readServing(deps);
  const ifDatabase = <T>(ask: () => Promise<T>): Promise<Answer<T>> =>
    serving.database.ok ? answered(ask) : Promise.resolve(serving.database);
  const [journal, drift, work, mails, mailServer, disk, sandboxCallbacks] = await Promise.all([
    ifDatabase(() => readJournal(deps.db, workspaceId, now)),
    ifDatabase(() => readDrift(deps.db, workspaceId, now)),
    ifDatabase(() => readWork(deps, workspaceId, now)),
    ifDatabase(async () => ({ lost: await readMails(deps.db, workspaceId, now) })),
    readMailServer(deps),
    readDisk(deps),
    sandboxUrl === undefined ? undefined : readSandboxCallbackUrls(sandboxUrl, webhookSecrets),
  ]);
  return {
    ...serving,
    ...proofFacts(deps),
    now,
    publicUrl: await deps.publicAddress(),
    journal,
    drift,
    work,
    mails,
    mailServer,
    disk,
    sandboxCallbacks,
  };
};

const judgeOthers = ({ providerStatus, organisation }: CheckDeps): Finding[] => [
  ...(providerStatus === undefined ? [] : [judgeProviderCalls(providerStatus())]),
  ...(organisation === undefined ? [] : [judgeOrganisationSignIn(organisation.provider.state())]),
];

/** What serving needs, cheap enough to be asked every few seconds. */
export const checkServing = async (deps: CheckDeps): Promise<Finding[]> => [
  ...judgeService(await readServing(deps)),
  judgeProof(proofFacts(deps)),
  ...judgeOthers(deps),
];

/** Everything; a few queries, for people and their tools. */
export const runChecks = async (deps: CheckDeps, workspaceId: string): Promise<Checks> => {
  const facts = await readFacts(deps, workspaceId);
  const findings = [
    ...judgeService(facts),
    ...judgeOthers(deps),
    ...judgeCallbacks(facts),
    ...judgeOperation(facts),
    ...judgeMails(facts),
  ];
  return { outcome: worst(findings), checked_at: facts.now.toISOString(), findings };
};
