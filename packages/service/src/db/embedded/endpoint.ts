// Where clients find the embedded server: a Unix socket, or loopback with a password where there are no sockets.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { ServerIdentity } from "./server-identity.ts";
import { makeSocketDirectory } from "./socket-directory.ts";

export type Endpoint = { socketDirectory: string; port: number };

export async function newEndpoint(identity: ServerIdentity | undefined): Promise<Endpoint> {
  if (process.platform !== "win32") {
    return { socketDirectory: await makeSocketDirectory(identity), port: 5432 };
  }
  return { socketDirectory: "", port: await freePort() };
}

/** The file's password, made on first use; undefined where the socket's directory protects the server. */
export async function ensurePassword(file: string): Promise<string | undefined> {
  if (process.platform !== "win32") return undefined;
  const kept = await readFile(file, "utf8").catch(() => "");
  if (kept !== "") return kept;
  const made = randomBytes(24).toString("base64url");
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 5432;
}
