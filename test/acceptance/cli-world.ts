// A desk on DigiSigner with every kind of secret in it and around it, and what its commands need to have something to do.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { createHttpBrowser } from "../fixtures/http-browser.ts";
import { startIdentityProvider } from "../fixtures/identity-provider.ts";
import { agreementPdf } from "../fixtures/pdf.ts";
import { startDatabase } from "../soak/processes.ts";
import { run, runJson, start } from "./cli.ts";
import { call, sandbox, sendAgreement, signAll, signature, until } from "./desk.ts";
import { exitOf, freePort, type Product, startProduct } from "./start.ts";

const SANDBOX = join(resolve(import.meta.dirname, "../.."), "packages/sandbox/src/main.ts");

/** Names ending in .example are refused where signatures bind. */
export const JANE = "jane.roe@northgate.bank";

/** Kinds of secrets; those of one kind may be several. */
export type SecretKind =
  | "DigiSigner key"
  | "desk key"
  | "webhook secret"
  | "callback token"
  | "database password"
  | "mail password"
  | "ngrok token"
  | "encryption key"
  | "client secret"
  | "access code"
  | "endpoint secret"
  | "signing link";

export interface World extends AsyncDisposable {
  /** The desk, with a key of its own; its sandbox is the one that plays DigiSigner. */
  product: Product;
  cwd: string;
  env: Record<string, string>;
  /** Origin of another sandbox, which nobody misses anything of. */
  spare: string;
  /** What no command may show, but those that exist for it; it grows with what is made on the way. */
  secrets: [kind: SecretKind, value: string][];
  /** A request that waits for Jane, who has an access code. */
  guarded: string;
  /** A request that is signed and collected. */
  completed: string;
  documentId: string;
  callbackId: string;
  /** Of the sandbox. */
  sentCallbackId: string;
  deliveryId: string;
  endpointId: string;
  personId: string;
  hook: string;
  /** A new request that waits for Jane. */
  sent: () => Promise<string>;
  endpoint: () => Promise<string>;
  key: () => Promise<string>;
  /** The sandbox posts a callback again. */
  redeliver: () => Promise<void>;
}

const canary = (kind: string): string => `canary-${kind}-${randomBytes(9).toString("hex")}`;

const untilAnswers = (url: string): Promise<unknown> =>
  until(
    () => fetch(url).catch(() => undefined),
    (answer) => answer?.ok === true,
    60,
  );

/** It plays DigiSigner, with a key that only its own settings know. */
const startDigisigner = async (apiKey: string, directory: string) => {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [SANDBOX], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      SANDBOX_PORT: String(port),
      SANDBOX_API_KEY: apiKey,
      DATA_DIR: join(directory, "digisigner"),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(`${url}/_sandbox/clock`);
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      await exitOf(child);
    },
  };
};

/** A database whose owner has a password. */
const startGuardedDatabase = async (directory: string, password: string) => {
  const server = await startDatabase(directory);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create role guarded login superuser password '${password}'`);
  await client.query("create database guarded owner guarded");
  await client.end();
  const url = new URL(server.url);
  url.username = "guarded";
  url.password = password;
  url.pathname = "/guarded";
  return { url: url.href, stop: server.stop };
};

const startReceiver = async () => {
  const server = createServer((request, response) => {
    request.resume();
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Somebody signs in with the organisation, so that there is a person. */
const signInPerson = async (origin: string, issuer: string): Promise<void> => {
  const browser = createHttpBrowser();
  const begun = await browser.visit(`${origin}/api/session/oidc`);
  const page = await browser.follow(await browser.visit(begun.headers.get("location") ?? ""), issuer);
  const picked = await browser.visit(page.url, { form: { subject: "jane-1" } });
  const led = await browser.follow(picked, issuer);
  await browser.visit(led.headers.get("location") ?? "");
};

/** What goes wrong on the way leaves nothing running. */
export const startWorld = async (): Promise<World> => {
  await using cleaning = new AsyncDisposableStack();
  const cwd = await mkdtemp(join(tmpdir(), "creditnexus-commands-"));
  await writeFile(join(cwd, "loan.pdf"), agreementPdf());

  const secrets: World["secrets"] = [];
  const plant = (kind: SecretKind, value = canary(kind.replaceAll(" ", "-"))): string => {
    secrets.push([kind, value]);
    return value;
  };
  const digisignerKey = plant("DigiSigner key");
  const digisigner = await startDigisigner(digisignerKey, cwd);
  cleaning.defer(digisigner.stop);
  const database = await startGuardedDatabase(cwd, plant("database password"));
  cleaning.defer(database.stop);
  const receiver = await startReceiver();
  cleaning.defer(receiver.stop);

  const ports = { service: await freePort(), sandbox: await freePort() };
  const origin = `http://127.0.0.1:${ports.service}`;
  const provider = await startIdentityProvider(`${origin}/api/session/oidc/callback`);
  cleaning.defer(() => provider.close());
  provider.accounts.set("jane-1", { name: "Jane Roe", email: JANE, groups: [] });
  const mail = start(["sandbox", "start", "--port", "0", "--smtp-port", "0"]);
  cleaning.defer(async () => {
    mail.process.kill("SIGTERM");
    await mail.ended;
  });
  const spare = JSON.parse(await mail.line((line) => line.startsWith("{")));

  const settings: Record<string, string> = {
    DIGISIGNER_API_KEY: digisignerKey,
    DIGISIGNER_BASE_URL: `${digisigner.url}/v1`,
    DIGISIGNER_WEBHOOK_SECRET: `${plant("webhook secret")},${plant("webhook secret")}`,
    DATABASE_URL: database.url,
    SMTP_URL: `smtp://desk:${plant("mail password")}@127.0.0.1:${spare.smtp_port}`,
    ENCRYPTION_KEY: plant("encryption key", randomBytes(32).toString("base64")),
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: plant("client secret", provider.clientSecret),
    OIDC_DEFAULT_ROLE: "viewer",
    WEBHOOK_ALLOW_PRIVATE: "1",
    LOG_LEVEL: "debug",
  };
  const desk = await startProduct({ env: settings, ports });
  cleaning.defer(async () => {
    await desk.stop();
  });

  const env: Record<string, string> = {
    CREDITNEXUS_URL: desk.url,
    SANDBOX_URL: digisigner.url,
    DATA_DIR: desk.dataDir,
    XDG_STATE_HOME: join(cwd, "state"),
  };
  const key = async (): Promise<string> => {
    const made = await runJson(["keys", "create", "canary", "--role", "admin"], { cwd, env });
    plant("desk key", made.key);
    return made.key_id;
  };
  await key();
  const product: Product = { ...desk, sandboxUrl: digisigner.url, apiKey: secrets.at(-1)?.[1] ?? "" };
  env.CREDITNEXUS_API_KEY = product.apiKey;

  // Where people have them: in the file, together with the token that only `dev` reads.
  const inFile = { ...settings, NGROK_AUTHTOKEN: plant("ngrok token") };
  const lines = Object.entries(inFile).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(cwd, ".env"), lines.join(""), { mode: 0o600 });
  const { callback_urls } = await runJson(["init", "--yes", "--live"], { cwd, env });
  plant("callback token", new URL(callback_urls.document_signed).searchParams.get("token") ?? "");
  await sandbox(product, "PUT", "settings", { callback_urls });

  const linksOf = async (id: string): Promise<void> => {
    const { body } = await call(product, "GET", `/api/signatures/${id}/links`);
    for (const link of body.links) plant("signing link", new URL(link.sign_document_url).search);
  };
  const sentTo = async (signers: readonly unknown[]): Promise<string> => {
    const { signature_id } = await sendAgreement(product, signers);
    await linksOf(signature_id);
    return signature_id;
  };
  const sent = () => sentTo([{ email: JANE }]);
  const guarded = await sentTo([{ email: JANE, access_code: plant("access code") }]);
  const completed = await sent();
  await signAll(product, (await signature(product, completed)).signature_request_id);
  const collected = await until(
    () => signature(product, completed),
    (one) => one.is_collected,
    60,
  );

  const endpoint = async (): Promise<string> => {
    const { body } = await call(product, "POST", "/api/webhook-endpoints", { json: { url: receiver.url } });
    plant("endpoint secret", body.secret);
    return body.endpoint_id;
  };
  const endpointId = await endpoint();
  const ping = await call(product, "POST", `/api/webhook-endpoints/${endpointId}/ping`);
  const { callbacks } = (await call(product, "GET", `/api/callbacks?signature_id=${completed}`)).body;
  const sentCallbacks = (await sandbox(product, "GET", "callbacks")).body.callbacks;
  await signInPerson(desk.url, provider.issuer);
  const { people } = (await call(product, "GET", "/api/people")).body;
  await run(["evidence", "get", completed, "-o", "bundle.zip"], { cwd, env });

  const kept = cleaning.move();
  return {
    product,
    cwd,
    env,
    spare: spare.url,
    secrets,
    guarded,
    completed,
    documentId: collected.documents[0].document_id,
    callbackId: callbacks[0].callback_id,
    sentCallbackId: sentCallbacks[0].id,
    deliveryId: ping.body.delivery_id,
    endpointId,
    personId: people[0].person_id,
    hook: receiver.url,
    sent,
    endpoint,
    key,
    redeliver: async () => {
      await sandbox(product, "POST", `callbacks/${sentCallbacks[0].id}/redeliver`, {});
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};
