// A whole deployment for a soak: one database, one sandbox, several services, and calls that outlive their kills.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { agreementPdf } from "../fixtures/pdf.ts";
import { hmacOf } from "./hmac.ts";
import {
  type DatabaseProcess,
  pause,
  type SandboxProcess,
  type Service,
  startDatabase,
  startSandboxProcess,
  startServiceProcess,
} from "./processes.ts";

export interface Desk {
  readonly database: DatabaseProcess;
  readonly sandbox: SandboxProcess;
  readonly services: readonly Service[];
  readonly http: readonly Service[];
  readonly workers: readonly Service[];
  /** Repeats a call on one http process after the other until one answers below 500. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the code that asked for it
  readonly call: (method: string, path: string, json?: unknown, key?: string) => Promise<any>;
  /** One statement, repeated while the database is away. */
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;
  readonly uploadAgreement: () => Promise<string>;
  /** As DigiSigner does it: again and again until it is acknowledged. */
  readonly postCallback: (body: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const CALL_WITHIN_MS = 120_000;

/** An answer that repeating does not change. */
class Refused extends Error {}

const retrying = async <T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> => {
  const deadline = Date.now() + CALL_WITHIN_MS;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      if (error instanceof Refused) throw error;
      last = error;
    }
    await pause(100);
  }
  throw new Error(`${what} did not succeed within ${CALL_WITHIN_MS / 1000} s`, { cause: last });
};

/** Codes of statements that were wrong, whatever the state of the server. */
const isOurFault = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(42|22|23)/.test(error.code ?? "");

export const startDesk = async (options: {
  http: number;
  workers: number;
  env?: Record<string, string>;
}): Promise<Desk> => {
  const directory = await mkdtemp(join(tmpdir(), "creditnexus-soak-"));
  const stops: (() => Promise<void>)[] = [() => rm(directory, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const one of stops.reverse().splice(0)) {
      await one().catch((error: unknown) => console.error(error));
    }
  };
  try {
    const database = await startDatabase(directory);
    stops.push(database.stop);
    const sandbox = await startSandboxProcess(directory);
    stops.push(sandbox.stop);
    const start = async (role: Service["role"]): Promise<Service> => {
      const service = await startServiceProcess({
        role,
        databaseUrl: database.url,
        sandboxUrl: sandbox.url,
        directory: join(directory, "data"),
        env: options.env ?? {},
      });
      stops.push(service.stop);
      return service;
    };
    const http: Service[] = [];
    for (let count = 0; count < options.http; count += 1) {
      const service = await start("http");
      if (!(await service.ready())) throw new Error(`the service did not start: ${service.printed()}`);
      http.push(service);
    }
    const workers: Service[] = [];
    for (let count = 0; count < options.workers; count += 1) workers.push(await start("worker"));
    const adminKey = (await readFile(join(directory, "data", "admin.key"), "utf8")).trim();
    const pool = new pg.Pool({ connectionString: database.url, max: 3, connectionTimeoutMillis: 5_000 });
    pool.on("error", () => undefined);
    pool.on("connect", (client) => client.on("error", () => undefined));
    stops.push(() => pool.end());

    let turn = 0;
    const attempt = async (method: string, path: string, body: RequestInit["body"], headers: object) => {
      turn += 1;
      const { port } = http[turn % http.length] as Service;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: `Bearer ${adminKey}`, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      // 409 is also what a repeated call gets while the killed first one holds its key.
      if (answer.status >= 500 || answer.status === 429 || /idempotency_in_flight/.test(text))
        return undefined;
      if (answer.status >= 400) throw new Refused(`${method} ${path} answered ${answer.status}: ${text}`);
      return JSON.parse(text);
    };
    return {
      database,
      sandbox,
      services: [...http, ...workers],
      http,
      workers,
      call: (method, path, json, key) =>
        retrying(`${method} ${path}`, () =>
          attempt(method, path, json === undefined ? undefined : JSON.stringify(json), {
            ...(json === undefined ? {} : { "content-type": "application/json" }),
            ...(key === undefined ? {} : { "idempotency-key": key }),
          }),
        ),
      query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
        let fault: unknown;
        const rows = await retrying(sql, async () => {
          try {
            // Several statements at once have no rows.
            return (await pool.query<Row>(sql, values)).rows ?? [];
          } catch (error) {
            if (!isOurFault(error)) throw error;
            fault = error;
            return [];
          }
        });
        if (fault !== undefined) throw fault;
        return rows;
      },
      uploadAgreement: async () => {
        const uploaded = await retrying("the upload", () => {
          const form = new FormData();
          const pages = [["Facility Agreement", "Amount: EUR 25,000,000", "Signatures:"]];
          form.set("file", new Blob([agreementPdf(pages)], { type: "application/pdf" }), "agreement.pdf");
          return attempt("POST", "/api/documents", form, {});
        });
        return String(uploaded.document_id);
      },
      postCallback: async (body) => {
        await retrying("the callback", async () => {
          turn += 1;
          const { port } = http[turn % http.length] as Service;
          const answer = await fetch(`http://127.0.0.1:${port}/api/signatures/webhook`, {
            method: "POST",
            headers: { "content-type": "application/json", "x-digisigner-signature": hmacOf(body) },
            body,
          });
          return answer.status === 200 && (await answer.text()) === "DIGISIGNER_EVENT_ACCEPTED"
            ? true
            : undefined;
        });
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
