// Makes a command's context from its settings.
import { createClient } from "@creditnexus/contract";
import type { Settings } from "../settings/settings.ts";
import type { Context } from "./context.ts";

export const connect = (settings: Settings, rest: Omit<Context, "settings" | "desk">): Context => ({
  ...rest,
  settings,
  desk: createClient({
    baseUrl: settings.url,
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
  }),
});
