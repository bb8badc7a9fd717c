// Lets callbacks come through a new public address: the sandbox is told, of DigiSigner a person has to be told.
import { z } from "zod";
import type { Context } from "../command/context.ts";
import { callSandbox } from "../sandbox/control.ts";

const Settings = z.looseObject({
  callback_urls: z.looseObject({
    document_signed: z.string().optional(),
    signature_request_completed: z.string().optional(),
  }),
});

const RESTORE_MS = 5_000;

interface Urls {
  document_signed: string | null;
  signature_request_completed: string | null;
}

const put = async (context: Context, callback_urls: Urls): Promise<void> => {
  await callSandbox(context, { method: "PUT", path: "settings", body: { callback_urls } }, z.unknown());
};

export interface SandboxWiring {
  lead: (url: string) => Promise<void>;
  /** A sandbox that starts again has the desk's own addresses; true when it had to be told once more. */
  leadAgain: (url: string) => Promise<boolean>;
  /** As it was before, so that a desk that goes on running gets its callbacks again. */
  restore: () => Promise<void>;
}

export const wireSandbox = async (context: Context): Promise<SandboxWiring> => {
  const before = await callSandbox(context, { method: "GET", path: "settings" }, Settings);
  const { document_signed = null, signature_request_completed = null } = before.callback_urls;
  let own: Urls = { document_signed, signature_request_completed };
  let led: string | undefined;
  const lead = async (url: string) => {
    led = url;
    await put(context, { document_signed: url, signature_request_completed: url });
  };
  return {
    lead,
    leadAgain: async (url) => {
      const { callback_urls: urls } = await callSandbox(
        context,
        { method: "GET", path: "settings" },
        Settings,
      );
      if (urls.document_signed === url && urls.signature_request_completed === url) return false;
      // What it was not led to from here it has from the desk's start, perhaps with another token than before.
      if (urls.document_signed !== led) {
        own = {
          document_signed: urls.document_signed ?? null,
          signature_request_completed: urls.signature_request_completed ?? null,
        };
      }
      await lead(url);
      return true;
    },
    // The command's own signal has been aborted by then.
    restore: () => put({ ...context, signal: AbortSignal.timeout(RESTORE_MS) }, own),
  };
};
