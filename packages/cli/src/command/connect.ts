// Makes a command's context from its settings; every call of its client ends with the command, and in time.
import { createClient } from "@creditnexus/contract";
import type { Settings } from "../settings/settings.ts";
import type { Context } from "./context.ts";

/** Until the answer begins. An upload takes as long as the line needs, and fetch itself gives up after five minutes. */
const ANSWER_WITHIN_MS = 60_000;

const fetchWithin =
  (signal: AbortSignal): typeof fetch =>
  async (input, init) => {
    const late = new AbortController();
    const isUpload = init?.body instanceof FormData;
    const timer = isUpload
      ? undefined
      : setTimeout(() => late.abort(new Error("no answer in time")), ANSWER_WITHIN_MS);
    const own = init?.signal ? [init.signal] : [];
    const ending = AbortSignal.any([signal, late.signal, ...own]);
    return fetch(input, { ...init, signal: ending }).finally(() => clearTimeout(timer));
  };

export const connect = (settings: Settings, rest: Omit<Context, "settings" | "desk">): Context => ({
  ...rest,
  settings,
  desk: createClient({
    baseUrl: settings.url,
    fetch: fetchWithin(rest.signal),
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
  }),
});
