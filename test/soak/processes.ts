// Starts and kills the processes of a deployment: PostgreSQL, the sandbox, and services split into http and worker.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../..");
export const API_KEY = "sandbox-api-key";
const MOST_PRINTED = 200_000;
export const WEBHOOK_SECRET = "a-secret-for-soak-runs";

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return fail(new Error("no port"));
      server.close(() => done(address.port));
    });
  });

const children = new Set<ChildProcess>();

/** Like `spawn`; what is still running when this process ends, for whatever reason it can notice, is told to end too. */
const spawnOwn: typeof spawn = ((...input: Parameters<typeof spawn>) => {
  const child = spawn(...input);
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}) as typeof spawn;

process.once("exit", () => {
  for (const child of children) child.kill("SIGTERM");
});

const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (!isAlive(child)) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
};

/** Asks until it answers 200; false when the process has ended or the time is up. */
const untilAnswers = async (url: string, child: ChildProcess, seconds = 60): Promise<boolean> => {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline && isAlive(child)) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await pause(50);
  }
  return false;
};

export interface DatabaseProcess {
  /** As `DATABASE_URL`. */
  readonly url: string;
  readonly pid: () => Promise<number>;
  /** Immediate shutdown, as of a power cut; its supervisor starts it again, which recovers from the log. */
  readonly crash: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The embedded PostgreSQL, durable, with its supervisor in a process of its own. */
export const startDatabase = async (directory: string): Promise<DatabaseProcess> => {
  const cluster = join(directory, "postgres");
  const script = join(ROOT, "packages/service/src/testing/database-process.ts");
  const child = spawnOwn(process.execPath, [script, cluster], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const said = JSON.parse(String(line));
  if (said.error !== undefined) throw new Error(said.error);
  const password = said.password === undefined ? "" : `:${encodeURIComponent(said.password)}`;
  const pid = async (): Promise<number> =>
    Number((await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n")[0]);
  return {
    url: `postgresql://${said.user}${password}@localhost:${said.port}/${said.database}?host=${encodeURIComponent(said.host)}`,
    pid,
    crash: async () => void process.kill(await pid(), "SIGQUIT"),
    stop: () => end(child, "SIGTERM"),
  };
};

export interface SandboxProcess {
  readonly url: string;
  /** One call to its control API. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the code that asked for it
  readonly control: (method: string, path: string, json?: unknown) => Promise<any>;
  /** All signature requests that it was ever asked for, newest first. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is looked at by the code that asked for it
  readonly requests: () => Promise<any[]>;
  readonly stop: () => Promise<void>;
}

/** DigiSigner's stand-in; it calls nobody back. */
export const startSandboxProcess = async (directory: string): Promise<SandboxProcess> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawnOwn(process.execPath, [join(ROOT, "packages/sandbox/src/main.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      PATH: process.env.PATH,
      SANDBOX_PORT: String(port),
      SANDBOX_API_KEY: API_KEY,
      DATA_DIR: join(directory, "sandbox"),
    },
  });
  if (!(await untilAnswers(`${url}/_sandbox/clock`, child))) throw new Error("the sandbox did not start");
  const control: SandboxProcess["control"] = async (method, path, json) => {
    const init: RequestInit = { method };
    if (json !== undefined) {
      init.body = JSON.stringify(json);
      init.headers = { "content-type": "application/json" };
    }
    const answer = await fetch(`${url}/_sandbox/${path}`, init);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  return {
    url,
    control,
    requests: async () => {
      const all = [];
      for (let before: string | undefined = ""; before !== undefined; ) {
        const page = await control("GET", `requests${before === "" ? "" : `?before=${before}`}`);
        all.push(...page.requests);
        before = page.next_before;
      }
      return all;
    },
    stop: () => end(child, "SIGTERM"),
  };
};

export interface Service {
  readonly role: "http" | "worker";
  /** Of the HTTP API; a worker has none. */
  readonly port: number;
  /** Times it was killed so far. */
  readonly kills: () => number;
  readonly pid: () => number;
  /** The end of what it and its predecessors printed. */
  readonly printed: () => string;
  /** SIGKILL, and a successor at once, on the same port. */
  readonly kill: () => Promise<void>;
  /** SIGKILL without a successor. */
  readonly end: () => Promise<void>;
  readonly ready: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

export interface ServiceOptions {
  role: "http" | "worker";
  databaseUrl: string;
  sandboxUrl: string;
  directory: string;
  env?: Record<string, string>;
}

export const startServiceProcess = async (options: ServiceOptions): Promise<Service> => {
  const port = await freePort();
  let kills = 0;
  const start = (): ChildProcess => {
    const main = join(ROOT, "packages/service/bin/service.js");
    return spawnOwn(process.execPath, [main, "--only", options.role], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        DATA_DIR: options.directory,
        DATABASE_URL: options.databaseUrl,
        DIGISIGNER_API_KEY: API_KEY,
        DIGISIGNER_BASE_URL: `${options.sandboxUrl}/v1`,
        DIGISIGNER_WEBHOOK_SECRET: WEBHOOK_SECRET,
        ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
        LOG_LEVEL: "error",
        ...options.env,
      },
    });
  };
  let isWanted = true;
  let printed = "";
  /** As a supervisor does: whatever ends by itself, for want of a database say, is started again. */
  const supervise = (started: ChildProcess): ChildProcess => {
    for (const stream of [started.stdout, started.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed = `${printed}${text}`.slice(-MOST_PRINTED);
      });
    }
    started.once("exit", () => {
      setTimeout(() => {
        if (isWanted && child === started) child = supervise(start());
      }, 300);
    });
    return started;
  };
  let child = supervise(start());
  return {
    role: options.role,
    port,
    kills: () => kills,
    pid: () => child.pid ?? 0,
    printed: () => printed,
    kill: async () => {
      kills += 1;
      const victim = child;
      await end(victim, "SIGKILL");
      if (child === victim) child = supervise(start());
    },
    end: async () => {
      kills += 1;
      isWanted = false;
      await end(child, "SIGKILL");
    },
    ready: () => untilAnswers(`http://127.0.0.1:${port}/healthz`, child),
    stop: async () => {
      isWanted = false;
      await end(child, "SIGTERM");
    },
  };
};
