// A whole desk for a test: its own database, the real sandbox behind it, real PDF processes, workers running.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type RequestSignatures, type Signature } from "@creditnexus/contract";
import { callbackUrl, DigiSigner } from "@creditnexus/digisigner";
import { createPdfEngine } from "@creditnexus/pdf";
import { createSandbox, type Sandbox } from "@creditnexus/sandbox";
import { pino } from "pino";
import { type App, createApp, QUEUES } from "../app.ts";
import { openBlobStore } from "../blobs/open-blob-store.ts";
import { type Clock, systemClock } from "../clock/clock.ts";
import type { Schema } from "../db/schema.ts";
import { ensureAdminKey } from "../domain/keys/ensure-admin-key.ts";
import { createMailer } from "../domain/mails/mailer.ts";
import { createQueue } from "../queue/create-queue.ts";
import type { Queue } from "../queue/queue.ts";
import { agreementPdf } from "./agreement-pdf.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

export type TestDeskOptions = {
  /** Default true. */
  workers?: boolean;
  webhookSecrets?: string[];
  maxUploadBytes?: number;
  provider?: "sandbox" | "digisigner";
  /** False: the sandbox has no URL to call. Default true. */
  callbacks?: boolean;
  log?: boolean;
  /** A mail server instead of the sandbox's mailbox. */
  smtpUrl?: string;
  /** One that the test moves; the queue has its own. */
  clock?: Clock;
};

/** Asks until the check holds; fails with the last value after the deadline. */
export const until = async <T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  seconds = 20,
): Promise<T> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline) {
      throw new Error(`still not so after ${seconds} s: ${JSON.stringify(value, null, 1)}`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
};

export type TestDesk = {
  url: string;
  apiKey: string;
  app: App;
  sandbox: Sandbox;
  database: TestDatabase<Schema>;
  queue: Queue;
  client: Client;
  /** One call to the sandbox's control API, answered as JSON. */
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Uploads an agreement, requests signatures and waits until DigiSigner has the request. */
  send(signers: RequestSignatures["signers"], rest?: Partial<RequestSignatures>): Promise<Signature>;
  /** Signs whatever is open, in order, as people would; `most` stops earlier. */
  signAll(signature: Signature, most?: number): Promise<void>;
  close(): Promise<void>;
};

/** Where the links in its mails lead. */
export const DESK_URL = "https://desk.creditnexus.example";

const VAULT_KEY = Buffer.alloc(32, 7);

/** Everything on ports of its own; `close` leaves nothing behind. */
export const createTestDesk = async (options: TestDeskOptions = {}): Promise<TestDesk> => {
  const dataDir = await mkdtemp(join(tmpdir(), "creditnexus-desk-"));
  const clock = options.clock ?? systemClock;
  const log = pino({ level: options.log ? "debug" : "silent" });
  const sandbox = await createSandbox({ port: 0, smtpPort: 0 });
  const database = await createTestDatabase<Schema>();
  const pdf = createPdfEngine({ workers: 1 });
  const queue = await createQueue({ database, log, queues: QUEUES });
  const blobs = await openBlobStore({ kind: "directory", path: join(dataDir, "blobs") }, dataDir);
  const webhookSecrets = options.webhookSecrets ?? [];
  const app = await createApp({
    database,
    blobs,
    queue,
    pdf,
    log,
    digisigner: new DigiSigner({ apiKey: sandbox.apiKey, baseUrl: sandbox.apiUrl }),
    clock,
    vaultKey: VAULT_KEY,
    mailer: createMailer(
      options.smtpUrl ?? `smtp://127.0.0.1:${sandbox.smtpPort}`,
      "desk@creditnexus.example",
    ),
    mails: { transport: options.smtpUrl === undefined ? "sandbox_mailbox" : "smtp", deskUrl: DESK_URL },
    settings: {
      provider: options.provider ?? "sandbox",
      maxUploadBytes: options.maxUploadBytes ?? 5 * 1024 * 1024,
      webhooks: { allowPrivate: true, requireHttps: false },
      publicUrl: undefined,
      sandboxUrl: sandbox.url,
      webhookSecrets,
      dashboardDirectory: undefined,
      disk: { directory: dataDir, reserveBytes: 1 },
    },
  });
  const apiKey = await ensureAdminKey({ db: database.kysely, clock, log }, dataDir);
  if (apiKey === undefined) throw new Error("a fresh database has no admin key yet");
  const url = await app.fastify.listen({ port: 0, host: "127.0.0.1" });
  const client = createClient({ baseUrl: url, apiKey });
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await sandbox.fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  if (options.callbacks !== false) {
    const target = `${url}/api/signatures/webhook`;
    const [secret] = webhookSecrets;
    const tokened = secret === undefined ? target : await callbackUrl(target, secret);
    await control("PUT", "settings", {
      callback_urls: { document_signed: tokened, signature_request_completed: tokened },
    });
  }
  app.startSweep();
  if (options.workers !== false) await app.startWorkers();
  return {
    url,
    apiKey,
    client,
    control,
    async send(signers, rest = {}) {
      const document = await client.documents.upload(agreementPdf(), { fileName: "facility.pdf" });
      const body = { signers, ...rest };
      const { signature_id } = await client.signatures.request(document.document_id, body);
      return until(
        () => client.signatures.get(signature_id),
        (signature) => signature.status !== "sending",
      );
    },
    async signAll(signature, most = Number.POSITIVE_INFINITY) {
      const path = `invitations?signature_request_id=${signature.signature_request_id}`;
      for (let count = 0; count < most; count++) {
        const { invitations } = await control<{ invitations: { invitation_id: string; status: string }[] }>(
          "GET",
          path,
        );
        const open = invitations.find((one) => one.status === "open");
        if (open === undefined) return;
        await control("POST", `invitations/${open.invitation_id}/sign`, {});
      }
    },
    app,
    sandbox,
    database,
    queue,
    async close() {
      await sandbox.close();
      await app.close();
      await queue.stop({ timeoutMs: 1000 });
      await pdf.close();
      await blobs.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
