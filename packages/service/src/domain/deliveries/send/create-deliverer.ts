// Keeps attempts under way: as many as there are places, so that a receiver that hangs takes up one place and no more.
import type { Deps } from "../../deps.ts";
import { type ResolveHost, systemResolver } from "../guard/resolve-host.ts";
import { attemptDelivery } from "./attempt.ts";
import { type Claimed, claimDue, PER_ENDPOINT } from "./claim.ts";
import { recordOutcome } from "./record.ts";

/** Attempts under way in one process. */
const PLACES = 64;

export type DelivererDeps = Pick<Deps, "db" | "clock" | "log" | "vault" | "settings">;

export type DelivererOptions = {
  /** Default: the machine's. */
  resolveHost?: ResolveHost | undefined;
  /** In [0, 1); default `Math.random`. */
  random?: () => number;
  /** Default 20 s. */
  timeoutMs?: number;
  /** Called when a place has become free. */
  onFree?: () => void;
};

export type Deliverer = {
  /** Begins whatever is due and fits; true when something began, and more may be due. */
  run(): Promise<boolean>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends what is under way: it is due again at once, for another process or the next start. */
  stop(): Promise<void>;
};

export const createDeliverer = (deps: DelivererDeps, options: DelivererOptions = {}): Deliverer => {
  const { resolveHost = systemResolver, random = Math.random, timeoutMs, onFree } = options;
  const stopping = new AbortController();
  const underWay = new Map<Promise<void>, string>();

  const deliver = async (claimed: Claimed): Promise<void> => {
    const begun = performance.now();
    const fields = {
      deliveryId: claimed.deliveryId,
      endpointId: claimed.endpointId,
      attempt: claimed.attempt,
    };
    try {
      const signal = stopping.signal;
      const outcome = await attemptDelivery(deps, claimed, { resolveHost, stopping: signal, timeoutMs });
      await recordOutcome(deps, claimed, outcome, performance.now() - begun, random());
      deps.log.debug({ ...fields, outcome: outcome.kind, status: outcome.status }, "webhook attempted");
    } catch (error) {
      // Not recorded: its lease runs out, and it is attempted again.
      deps.log.error({ ...fields, err: error }, "webhook attempt not recorded");
    }
  };

  const busyEndpoints = (): string[] => {
    const counts = Map.groupBy(underWay.values(), (endpointId) => endpointId);
    return [...counts].filter(([, all]) => all.length >= PER_ENDPOINT).map(([endpointId]) => endpointId);
  };

  const idle = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay.keys());
  };

  return {
    async run() {
      const limit = PLACES - underWay.size;
      if (limit === 0 || stopping.signal.aborted) return false;
      const claimed = await claimDue(deps, { limit, busyEndpoints: busyEndpoints() });
      for (const one of claimed) {
        const work = deliver(one).finally(() => {
          underWay.delete(work);
          onFree?.();
        });
        underWay.set(work, one.endpointId);
      }
      return claimed.length > 0;
    },
    idle,
    async stop() {
      stopping.abort();
      await idle();
    },
  };
};
