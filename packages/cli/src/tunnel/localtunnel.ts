// A tunnel through localtunnel's library: loca.lt, or a server of one's own.
import { EventEmitter } from "node:events";
import { z } from "zod";
import { CliError } from "../command/errors.ts";
import { loadOptional } from "./load-optional.ts";
import type { OpenTunnel, Tunnel } from "./tunnel.ts";

const DEFAULT_HOST = "https://localtunnel.me";
const OPEN_TIMEOUT_MS = 20_000;
const ASK_TIMEOUT_MS = 10_000;

type LibraryTunnel = EventEmitter & { url: string; close: () => void };

const isTunnel = (value: unknown): value is LibraryTunnel =>
  value instanceof EventEmitter &&
  "url" in value &&
  typeof value.url === "string" &&
  "close" in value &&
  typeof value.close === "function";

type Open = (options: Record<string, unknown>) => Promise<unknown>;

const Library = z.object({ default: z.custom<Open>((value) => typeof value === "function") });

const notOpened = (host: string, why: string, cause?: unknown): CliError =>
  new CliError(`localtunnel at ${host} gave no tunnel: ${why}`, {
    code: "tunnel_failed",
    nextStep: "Try again, name another server with --tunnel-host, or take --tunnel ngrok.",
    cause,
  });

const because = (host: string, cause: unknown): CliError => {
  if (cause instanceof CliError) return cause;
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return notOpened(host, inner instanceof Error ? inner.message : String(inner), cause);
};

/** Whether somebody is there, by an address of the server's that gives no tunnel away. One that lacks it answers 404. */
const askServer = async (host: string): Promise<void> => {
  const answer = await fetch(`${host}/api/status`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) }).catch(
    (cause: unknown) => {
      throw because(host, cause);
    },
  );
  await answer.body?.cancel();
  if (answer.status >= 500) throw notOpened(host, `it answers with status ${answer.status}`);
};

const withTimeout = async (host: string, opening: Promise<Tunnel>, withinMs: number): Promise<Tunnel> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(notOpened(host, "no answer in time")), withinMs);
  return Promise.race([opening, promise]).finally(() => clearTimeout(timer));
};

const asTunnel = (host: string, tunnel: unknown): Tunnel => {
  if (!isTunnel(tunnel)) throw notOpened(host, "the library answered something else than a tunnel");
  const { promise: broken, resolve } = Promise.withResolvers<string>();
  tunnel.on("error", (error: Error) => resolve(error.message));
  tunnel.on("close", () => resolve("it was closed"));
  return { url: tunnel.url.replace(/\/+$/, ""), broken, close: async () => tunnel.close() };
};

export const openLocaltunnel = (options: {
  host: string | undefined;
  subdomain: string | undefined;
  /** How long one attempt waits for its tunnel. */
  openWithinMs?: number;
}): OpenTunnel => {
  const host = (options.host ?? DEFAULT_HOST).replace(/\/+$/, "");
  const start = async (port: number): Promise<Tunnel> => {
    const { default: open } = Library.parse(await loadOptional("localtunnel"));
    const { subdomain } = options;
    const asked = { port, host, local_host: "127.0.0.1" };
    return asTunnel(host, await open(subdomain === undefined ? asked : { ...asked, subdomain }));
  };
  // The library asks for ever and cannot be told to stop: the next attempt waits for what the last one began.
  let begun: { port: number; opening: Promise<Tunnel> } | undefined;
  return async (port) => {
    await askServer(host);
    begun = begun?.port === port ? begun : { port, opening: start(port) };
    const { opening } = begun;
    const over = () => {
      begun = undefined;
    };
    opening.then(over, over);
    return withTimeout(host, opening, options.openWithinMs ?? OPEN_TIMEOUT_MS).catch((cause: unknown) => {
      throw because(host, cause);
    });
  };
};
