// A tunnel through localtunnel's library: loca.lt, or a server of one's own.
import { EventEmitter } from "node:events";
import { z } from "zod";
import { CliError } from "../command/errors.ts";
import { loadOptional } from "./load-optional.ts";
import type { OpenTunnel } from "./tunnel.ts";

const DEFAULT_HOST = "https://localtunnel.me";
const OPEN_TIMEOUT_MS = 20_000;

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
    exit: "unreachable",
    nextStep: "Try again, name another server with --tunnel-host, or take --tunnel ngrok.",
    cause,
  });

/** The library tries for ever when its server is away; this gives up, and closes what comes too late. */
const withTimeout = async (host: string, opening: Promise<unknown>): Promise<unknown> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(notOpened(host, "no answer in time"));
    opening.then(
      (late) => isTunnel(late) && late.close(),
      () => undefined,
    );
  }, OPEN_TIMEOUT_MS);
  return Promise.race([opening, promise]).finally(() => clearTimeout(timer));
};

export const openLocaltunnel = (options: {
  host: string | undefined;
  subdomain: string | undefined;
}): OpenTunnel => {
  const host = options.host ?? DEFAULT_HOST;
  return async (port) => {
    const { default: open } = Library.parse(await loadOptional("localtunnel"));
    const asked = { port, host, local_host: "127.0.0.1" };
    const opening = open(
      options.subdomain === undefined ? asked : { ...asked, subdomain: options.subdomain },
    );
    const tunnel = await withTimeout(host, opening).catch((cause: unknown) => {
      throw cause instanceof CliError
        ? cause
        : notOpened(host, cause instanceof Error ? cause.message : String(cause), cause);
    });
    if (!isTunnel(tunnel)) throw notOpened(host, "the library answered something else than a tunnel");
    const { promise: broken, resolve } = Promise.withResolvers<string>();
    tunnel.on("error", (error: Error) => resolve(error.message));
    tunnel.on("close", () => resolve("it was closed"));
    return {
      url: tunnel.url.replace(/\/+$/, ""),
      broken,
      close: async () => tunnel.close(),
    };
  };
};
