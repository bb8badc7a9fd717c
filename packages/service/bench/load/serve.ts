// Runs the service as a process of its own on the embedded server of a benchmark.
import { spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import type { ConnectionSettings } from "../../src/db/database.ts";

/** Where the embedded server listens; a benchmark never runs against another one. */
type Local = { host: string; user: string; database: string };

export const local = (settings: ConnectionSettings): Local => {
  if ("host" in settings) return settings as Local;
  throw new Error("the embedded server was expected to listen on a socket");
};

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });

/** Only the HTTP side; DigiSigner is out of reach. */
export const serve = async (
  settings: ConnectionSettings,
  directory: string,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { host, user, database: name } = local(settings);
  const database = `postgresql://${user}@localhost/${name}?host=${encodeURIComponent(host)}`;
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../../bin/service.js"), "--only", "http"],
    {
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        DATA_DIR: directory,
        DATABASE_URL: database,
        DIGISIGNER_API_KEY: "bench-key-of-nobody",
        DIGISIGNER_BASE_URL: "http://127.0.0.1:9/v1",
        LOG_LEVEL: "warn",
      },
    },
  );
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  for (let tries = 0; tries < 1200; tries += 1) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) {
      return {
        url,
        async stop() {
          child.kill("SIGTERM");
          await ended;
        },
      };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGKILL");
  throw new Error("the service did not start");
};
