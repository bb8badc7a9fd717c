// `creditnexus dev`: the desk with reload, a tunnel to it, and every callback on the screen.
import { z } from "zod";
import { followCallbacks } from "../callbacks/follow-callbacks.ts";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { SANDBOX_PROBLEMS } from "../sandbox/control.ts";
import { openLocaltunnel } from "../tunnel/localtunnel.ts";
import { openNgrok } from "../tunnel/ngrok.ts";
import type { OpenTunnel } from "../tunnel/tunnel.ts";
import { reconnected } from "./reconnected.ts";
import { runDesk } from "./run-desk.ts";
import { runTunnel } from "./run-tunnel.ts";
import { type Provider, sayCallback, sayReady } from "./say.ts";

const TUNNELS = ["localtunnel", "ngrok", "none"] as const;

const show = async (context: Context): Promise<void> => {
  for await (const callback of followCallbacks(context)) sayCallback(context.terminal, callback);
};

export const dev = command({
  name: "dev",
  summary: "Run the desk with reload and a tunnel, and show callbacks as they arrive",
  details:
    "Starts the desk unless it runs already. With a tunnel, only callbacks come in through it, nothing else of the desk; the sandbox is told the address, for DigiSigner it is printed, token included. A tunnel that breaks is opened again, and a desk that could not start is started again once the source or setting is mended.",
  arguments: {},
  flags: {
    tunnel: {
      value: "PROVIDER",
      summary: `${TUNNELS.join(", ")}; none otherwise`,
      schema: z.enum(TUNNELS, `expected one of ${TUNNELS.join(", ")}`).default("none"),
      completes: TUNNELS,
    },
    tunnelHost: {
      value: "URL",
      summary: "localtunnel's server, if it is your own",
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    },
    subdomain: { value: "NAME", summary: "ask localtunnel for this name", schema: z.string().optional() },
    reload: {
      negated: true,
      summary: "do not start again when sources or .env change",
      schema: z.boolean().default(true),
    },
  },
  examples: [
    { does: "with the sandbox", line: "creditnexus dev" },
    { does: "reachable for DigiSigner", line: "creditnexus dev --tunnel localtunnel" },
    { does: "with ngrok", line: "NGROK_AUTHTOKEN=… creditnexus dev --tunnel ngrok" },
  ],
  errors: [
    "desk_ended",
    "desk_not_ready",
    "tunnel_failed",
    "tunnel_not_installed",
    "tunnel_token_missing",
    ...SANDBOX_PROBLEMS,
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async (input, given) => {
    const openers: Record<(typeof TUNNELS)[number], OpenTunnel | undefined> = {
      none: undefined,
      localtunnel: openLocaltunnel({ host: input.tunnelHost, subdomain: input.subdomain }),
      ngrok: openNgrok(given.settings.variables.NGROK_AUTHTOKEN),
    };
    const open = openers[input.tunnel];
    await using desk = await runDesk(given, { reload: input.reload });
    const context = await reconnected(given);
    const session = await context.desk.session.get();
    const provider: Provider = session.provider;
    sayReady(
      context.terminal,
      { url: context.settings.url, provider, attached: desk.attached },
      input.reload,
    );
    // When one of the two fails, the other must not go on alone.
    const both = new AbortController();
    const signal = AbortSignal.any([context.signal, both.signal, desk.lost]);
    const parts = [
      show({ ...context, signal }),
      ...(open === undefined ? [] : [runTunnel(open, { ...context, signal })]),
    ];
    try {
      await Promise.all(parts);
    } catch (error) {
      // Whoever ends it ends its calls as well.
      if (!context.signal.aborted) throw error;
    } finally {
      both.abort();
      await Promise.allSettled(parts);
    }
    desk.lost.throwIfAborted();
    return { exit: "ok" };
  },
});
