// `creditnexus callbacks listen`: a line for each callback as it arrives, handed on to another address if wanted.
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type Callback, type CallbackDetail } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { callbackLine } from "./columns.ts";
import { followCallbacks } from "./follow-callbacks.ts";
import { type Forwarded, forwardCallback } from "./forward.ts";

const RETRY_MS = 500;

const forwardedText = (forwarded: Forwarded | null, style: Style): string => {
  if (forwarded === null) return "";
  const { url: where } = forwarded;
  if (forwarded.error !== null) return `\n  ${style.red("✗")} ${where}: ${safeText(forwarded.error)}`;
  const mark = forwarded.accepted ? style.green("✓ acknowledged") : style.red("✗ not an acknowledgement");
  return `\n  ${mark} ${where} answered ${forwarded.status}`;
};

const handOn = async (
  callback: Callback,
  url: string | undefined,
  context: Context,
): Promise<Forwarded | null> => {
  if (url === undefined) return null;
  return forwardCallback(await detailOf(callback, context), url, context.signal);
};

/** Outlives a service that restarts, as the following itself does. */
const detailOf = async (
  { callback_id: id }: Callback,
  { desk, signal }: Context,
): Promise<CallbackDetail> => {
  for (;;) {
    try {
      return await desk.callbacks.get(id);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.retryable) throw error;
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
};

export const listen = command({
  name: "callbacks listen",
  summary: "Show callbacks as they arrive, until Ctrl-C",
  details:
    "One line for each callback with what became of it. --forward-to posts the same bytes to another address, such as the integration you are writing, and says whether its answer is an acknowledgement.",
  arguments: {},
  flags: {
    forwardTo: {
      value: "URL",
      summary: "hand each one on to this address",
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    },
  },
  examples: [
    { does: "watch them", line: "creditnexus callbacks listen" },
    {
      does: "for your own receiver",
      line: "creditnexus callbacks listen --forward-to http://127.0.0.1:3000/webhook",
    },
  ],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ forwardTo }, context) => {
    const { terminal } = context;
    terminal.note(terminal.style.dim("Waiting for callbacks. Ctrl-C ends."));
    for await (const callback of followCallbacks(context)) {
      const forwarded = await handOn(callback, forwardTo, context);
      const shown = forwarded === null ? { callback } : { callback, forwarded };
      terminal.line(
        shown,
        () => callbackLine(callback, terminal.style) + forwardedText(forwarded, terminal.style),
      );
    }
    return { exit: "ok" };
  },
});
