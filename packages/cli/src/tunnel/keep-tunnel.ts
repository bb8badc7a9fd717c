// Keeps a tunnel open: checks that it still leads here, and opens another with backoff when it does not.
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenTunnel, Tunnel } from "./tunnel.ts";

export interface TunnelWatch {
  /** The tunnel leads here; called at the start and whenever the address may have changed. */
  onOpen: (url: string, previous: string | undefined) => Promise<void>;
  onBroken: (why: string) => Promise<void>;
  /** `attempt` counts from 1; `waitMs` is the wait until the next. */
  onFailed: (error: unknown, attempt: number, waitMs: number) => void;
  /** Whether something sent to the public address arrives here. */
  leadsHere: (url: string) => Promise<boolean>;
}

export interface TunnelTiming {
  /** Between two checks of a tunnel that works. */
  checkEveryMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

export const TUNNEL_TIMING: TunnelTiming = { checkEveryMs: 10_000, firstWaitMs: 500, longestWaitMs: 30_000 };

/** One lost check may be the network's; two in a row are the tunnel's. */
const LOST_CHECKS = 2;

const untilLost = async (
  tunnel: Tunnel,
  watch: TunnelWatch,
  timing: TunnelTiming,
  signal: AbortSignal,
): Promise<string> => {
  let lost = 0;
  while (!signal.aborted) {
    await sleep(timing.checkEveryMs, undefined, { signal });
    lost = (await watch.leadsHere(tunnel.url)) ? 0 : lost + 1;
    if (lost >= LOST_CHECKS) return "what is sent to its address does not arrive any more";
  }
  return "stopped";
};

const untilStopped = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"), { once: true });
    if (signal.aborted) resolve("stopped");
  });

/** One that is broken may not let itself be closed; it is left behind then, for it is to be replaced. */
const leave = (tunnel: Tunnel): Promise<void> => tunnel.close().catch(() => undefined);

/** What cannot be wired, because the desk or the sandbox is away, is no tunnel: it is closed and tried again. */
const opened = async (
  open: OpenTunnel,
  port: number,
  watch: TunnelWatch,
  previous: string | undefined,
): Promise<Tunnel> => {
  const tunnel = await open(port);
  try {
    await watch.onOpen(tunnel.url, previous);
    return tunnel;
  } catch (error) {
    await leave(tunnel);
    throw error;
  }
};

/** Runs until `signal` is aborted, and closes the tunnel then. The first opening must succeed; later ones are retried for ever. */
export const keepTunnel = async (
  open: OpenTunnel,
  port: number,
  watch: TunnelWatch,
  options: { signal: AbortSignal; timing: TunnelTiming },
): Promise<void> => {
  const { signal, timing } = options;
  let previous: string | undefined;
  let attempt = 0;
  while (!signal.aborted) {
    let tunnel: Tunnel;
    try {
      tunnel = await opened(open, port, watch, previous);
    } catch (error) {
      if (previous === undefined) throw error;
      attempt += 1;
      const waitMs = Math.min(timing.longestWaitMs, timing.firstWaitMs * 2 ** (attempt - 1));
      watch.onFailed(error, attempt, waitMs);
      await sleep(waitMs, undefined, { signal }).catch(() => undefined);
      continue;
    }
    attempt = 0;
    // Checks end with their tunnel, also when it was the library that noticed its end.
    const ended = new AbortController();
    const checking = untilLost(tunnel, watch, timing, AbortSignal.any([signal, ended.signal])).catch(
      () => "stopped",
    );
    previous = tunnel.url;
    const why = await Promise.race([tunnel.broken, checking, untilStopped(signal)]);
    ended.abort();
    await leave(tunnel);
    if (!signal.aborted) await watch.onBroken(why);
  }
};
