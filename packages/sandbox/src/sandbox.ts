// Wires a sandbox together: state, clock, PDF engine, callbacks, pages, and a socket if one is wanted.
import { createPdfEngine } from "@creditnexus/pdf";
import { prepareAccount } from "./accounts/prepare-account.ts";
import { defaultAccount } from "./accounts/store.ts";
import { CUT_HEADER } from "./api/disturb.ts";
import { createHandler } from "./app.ts";
import { createDeliveries } from "./callbacks/deliveries.ts";
import { MAX_UPLOAD_BYTES } from "./choices.ts";
import { createClock } from "./clock.ts";
import { resetState } from "./control/reset.ts";
import { openDatabase } from "./db/open.ts";
import type { Deps } from "./deps.ts";
import { createFaults } from "./faults/store.ts";
import { createKeyedLock } from "./keyed-lock.ts";
import { catchMail, type MailCatcher } from "./mailbox/catch-mail.ts";
import type { Sandbox, SandboxOptions } from "./options.ts";
import { applySeed, readSeed } from "./seed/apply-seed.ts";
import { type Listener, listen } from "./server.ts";
import { createSandboxAuthority } from "./signing/sandbox-authority.ts";

// Where an in-process client may point when there is no socket; a name that can never be resolved elsewhere.
const NO_SOCKET_URL = "http://sandbox.localhost";

/**
 * Starts a stand-in for DigiSigner.
 *
 * @throws Error with one sentence when the port, the state or the seed cannot be used.
 * @example
 * ```ts
 * import { createSandbox } from "@creditnexus/sandbox";
 *
 * await using sandbox = await createSandbox({ port: 0 });
 * const answer = await fetch(`${sandbox.apiUrl}/signature_requests/unknown`, {
 *   headers: { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}` },
 * });
 * console.log(answer.status, await answer.text());
 * // 404 {"message":"Signature request \"unknown\" does not exist."}
 * ```
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const host = options.host ?? "127.0.0.1";
  const prefix = (options.pathPrefix ?? "").replace(/\/+$/, "");
  const log = options.log ?? (() => undefined);
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed);
  let url = (options.publicUrl ?? NO_SOCKET_URL).replace(/\/+$/, "") + prefix;

  const db = openDatabase(options.dataFile ?? ":memory:");
  prepareAccount(db, options);
  const clock = createClock(db, options.clock ?? Date.now);
  const faults = createFaults(db);
  const pdf =
    options.pdf ?? createPdfEngine(options.pdfWorkers === undefined ? {} : { workers: options.pdfWorkers });
  const deliver = options.deliver ?? ((target, init) => fetch(target, init));
  const deliveries = createDeliveries({ db, clock, faults, deliver, log });
  const deps: Deps = {
    db,
    clock,
    pdf,
    faults,
    deliveries,
    authority: createSandboxAuthority(db),
    locks: createKeyedLock(),
    publicUrl: () => url,
    maxUploadBytes: options.maxUploadBytes ?? MAX_UPLOAD_BYTES,
    log,
  };
  const reset = async (): Promise<void> => {
    resetState(deps);
    if (seed) await applySeed(deps, seed);
  };
  const guard = { publicUrl: () => url, openControl: options.openControl ?? false };
  const handler = createHandler(deps, { guard, pathPrefix: prefix, reset });

  let listener: Listener | undefined;
  let mail: MailCatcher | undefined;
  let closing: Promise<void> | undefined;
  const shutDown = async (): Promise<void> => {
    await Promise.all([listener?.close(), mail?.close()]);
    await deliveries.stop();
    if (options.pdf === undefined) await pdf.close();
    db.close();
  };
  const close = (): Promise<void> => {
    closing ??= shutDown();
    return closing;
  };

  try {
    if (seed && isEmpty(deps)) await applySeed(deps, seed);
    if (options.smtpPort !== undefined) mail = await catchMail(deps, { host, port: options.smtpPort });
    if (options.port !== undefined) listener = await listen(handler, { host, port: options.port }, log);
  } catch (error) {
    await close();
    throw error;
  }
  if (listener && options.publicUrl === undefined)
    url = `http://${hostInUrl(host)}:${listener.port}${prefix}`;
  deliveries.wake();

  return {
    get url() {
      return url;
    },
    get apiUrl() {
      return `${url}/v1`;
    },
    get apiKey() {
      return defaultAccount(db).apiKey;
    },
    get smtpPort() {
      return mail?.port;
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const response = await handler(request);
      request.signal.throwIfAborted();
      if (response.headers.has(CUT_HEADER)) {
        throw new TypeError("fetch failed", { cause: new Error("the sandbox cut the connection") });
      }
      return response;
    },
    certificate: () => deps.authority.certificate(),
    settle: () => deliveries.runDue(),
    reset,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function isEmpty({ db }: Deps): boolean {
  return db.get("SELECT 1 AS found FROM documents LIMIT 1") === undefined;
}

function hostInUrl(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
