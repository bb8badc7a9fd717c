// A tunnel for callbacks while `dev` runs: opened, proved by a self-test, wired, and opened again when it breaks.

import type { Finding } from "@creditnexus/contract";
import { callbackUrl } from "@creditnexus/digisigner";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { judgeAcknowledgement } from "../doctor/judge-acknowledgement.ts";
import { probe } from "../doctor/probe.ts";
import { CALLBACK_PATH, postSelfTest } from "../doctor/self-test.ts";
import { keepTunnel, TUNNEL_TIMING } from "../tunnel/keep-tunnel.ts";
import type { OpenTunnel } from "../tunnel/tunnel.ts";
import { wireSandbox } from "./callback-wiring.ts";
import { openGate } from "./gate.ts";
import { forgetPublicAddress, storePublicAddress } from "./public-address.ts";
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

/** Ends when the context's signal is aborted; what was wired is then as before. */
export const runTunnel = async (open: OpenTunnel, provider: Provider, context: Context): Promise<void> => {
  const { settings, terminal, signal } = context;
  const secret = (settings.variables.DIGISIGNER_WEBHOOK_SECRET ?? "").split(",")[0]?.trim() || undefined;
  await using gate = await openGate(settings.url);
  const wiring = provider === "sandbox" ? await wireSandbox(context) : undefined;
  let led: string | undefined;
  const keepLeading = async (): Promise<void> => {
    if (led === undefined || wiring === undefined) return;
    try {
      if (await wiring.leadAgain(led)) sayLedAgain(terminal);
    } catch (error) {
      // While it starts again nothing is sent; the next check finds it.
      if (!(error instanceof CliError)) throw error;
    }
  };
  try {
    await keepTunnel(
      open,
      gate.port,
      {
        onOpen: async (url, previous) => {
          const address = url + CALLBACK_PATH;
          const full = secret === undefined ? address : await callbackUrl(address, secret);
          await storePublicAddress(settings.dataDir, url, new Date());
          await wiring?.lead(full);
          led = full;
          const finding = await selfTest(url, secret, signal);
          sayTunnel(terminal, { url, callbackUrl: full, previous, provider, finding });
        },
        onBroken: (why) => sayBroken(terminal, why),
        onFailed: (error, attempt, waitMs) => sayRetry(terminal, error, attempt, waitMs),
        leadsHere: async (url) => {
          const target = { method: "GET", url: url + gate.markPath, headers: NO_BROWSER } as const;
          await keepLeading();
          const result = await probe({ ...target, timeoutMs: CHECK_TIMEOUT_MS, signal });
          return result.kind === "answer" && result.body.toString("utf8") === gate.mark;
        },
      },
      { signal, timing: TUNNEL_TIMING },
    );
  } finally {
    await forgetPublicAddress(settings.dataDir);
    // The sandbox may have ended before; then there is nothing to restore.
    await wiring?.restore().catch((error: unknown) => {
      if (!(error instanceof CliError)) throw error;
      terminal.note(error.message);
    });
  }
};
