// A tunnel for callbacks while `dev` runs: opened, proved by a self-test, wired, and opened again when it breaks.
import { ApiError, type Finding } from "@creditnexus/contract";
import { forgetPublicAddress, storePublicAddress } from "@creditnexus/contract/tunnel";
import { callbackUrl } from "@creditnexus/digisigner";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { judgeAcknowledgement } from "../doctor/judge-acknowledgement.ts";
import { probe } from "../doctor/probe.ts";
import { CALLBACK_PATH, postSelfTest } from "../doctor/self-test.ts";
import { keepTunnel, TUNNEL_TIMING } from "../tunnel/keep-tunnel.ts";
import type { OpenTunnel } from "../tunnel/tunnel.ts";
import { type SandboxWiring, wireSandbox } from "./callback-wiring.ts";
import { openGate } from "./gate.ts";
import { reconnected } from "./reconnected.ts";
import { type Provider, sayBroken, sayLedAgain, sayRetry, sayTunnel } from "./say.ts";

const CHECK_TIMEOUT_MS = 10_000;
/** Both providers show browsers a page of warning first; these say that nobody is looking. */
const NO_BROWSER = { "bypass-tunnel-reminder": "1", "ngrok-skip-browser-warning": "1" };

const selfTest = async (url: string, secret: string | undefined, signal: AbortSignal): Promise<Finding> => {
  const now = new Date();
  const result = await postSelfTest({ base: url, secret, now, signal });
  const where = { group: "Callbacks", check: "public_callback" } as const;
  return judgeAcknowledgement(where, url + CALLBACK_PATH, result, { secretKnown: secret !== undefined, now });
};

/** What decides where callbacks have to be led to; both may change with `.env` while the tunnel stays. */
interface Desk {
  secret: string | undefined;
  provider: Provider;
}

const readDesk = async (context: Context): Promise<Desk> => {
  const { settings, desk } = await reconnected(context);
  const secret = (settings.variables.DIGISIGNER_WEBHOOK_SECRET ?? "").split(",")[0]?.trim() || undefined;
  const { provider } = await desk.session.get();
  return { secret, provider };
};

/** While the desk or the sandbox starts again, it does not answer; the next check finds it. */
const isAway = (error: unknown): boolean =>
  error instanceof CliError || (error instanceof ApiError && error.retryable);

/** Leads callbacks to a public address for as long as it stays, whatever becomes of the desk behind it meanwhile. */
const createLead = (context: Context) => {
  const { settings, terminal, signal } = context;
  let wiring: SandboxWiring | undefined;
  let led: (Desk & { url: string; address: string }) | undefined;

  const lead = async (url: string, desk: Desk): Promise<void> => {
    const { secret, provider } = desk;
    const address =
      secret === undefined ? url + CALLBACK_PATH : await callbackUrl(url + CALLBACK_PATH, secret);
    const previous = led?.provider === provider ? led.address : undefined;
    await storePublicAddress(settings.dataDir, url, new Date());
    if (provider !== "sandbox") wiring = undefined;
    else if (wiring === undefined) {
      wiring = await wireSandbox(context);
      await wiring.lead(address);
    } else await wiring.leadAgain(address);
    led = { ...desk, url, address };
    const finding = await selfTest(url, secret, signal);
    const changed = previous !== undefined && previous !== address;
    sayTunnel(terminal, { url, callbackUrl: address, changed, provider, finding });
  };

  return {
    toNew: async (url: string) => lead(url, await readDesk(context)),
    again: async (): Promise<void> => {
      if (led === undefined) return;
      try {
        const desk = await readDesk(context);
        if (desk.secret !== led.secret || desk.provider !== led.provider) {
          // A desk that has not read the new settings yet refuses it: until it has, callbacks go on as before.
          if ((await selfTest(led.url, desk.secret, signal)).outcome === "pass") await lead(led.url, desk);
        } else if (await wiring?.leadAgain(led.address)) sayLedAgain(terminal);
      } catch (error) {
        if (!isAway(error)) throw error;
      }
    },
    restore: async () => wiring?.restore(),
  };
};

/** Ends when the context's signal is aborted; what was wired is then as before. */
export const runTunnel = async (open: OpenTunnel, context: Context): Promise<void> => {
  const { settings, terminal, signal } = context;
  await using gate = await openGate(settings.url);
  const lead = createLead(context);
  try {
    await keepTunnel(
      open,
      gate.port,
      {
        onOpen: (url) => lead.toNew(url),
        onBroken: async (why) => {
          await forgetPublicAddress(settings.dataDir);
          sayBroken(terminal, why);
        },
        onFailed: (error, attempt, waitMs) => sayRetry(terminal, error, attempt, waitMs),
        leadsHere: async (url) => {
          const target = { method: "GET", url: url + gate.markPath, headers: NO_BROWSER } as const;
          await lead.again();
          const result = await probe({ ...target, timeoutMs: CHECK_TIMEOUT_MS, signal });
          const isOpen = result.kind === "answer" && result.body.toString("utf8") === gate.mark;
          if (isOpen) await storePublicAddress(settings.dataDir, url, new Date());
          return isOpen;
        },
      },
      { signal, timing: TUNNEL_TIMING },
    );
  } finally {
    await forgetPublicAddress(settings.dataDir);
    // The sandbox may have ended before; then there is nothing to restore.
    await lead.restore().catch((error: unknown) => {
      if (!(error instanceof CliError)) throw error;
      terminal.note(error.message);
    });
  }
};
