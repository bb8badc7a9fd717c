// Tells that the service is ready: to a person in words, in production as an event of the log.
import type { Config } from "../config/config.ts";
import type { Log } from "../log/log.ts";
import { banner, type Whereabouts } from "./banner.ts";

/**
 * What is not shown on a terminal is kept, as a log or by CI, so there and in production the sign-in link, which holds the
 * admin key, is not printed: the key's file is named.
 */
export function announce(config: Config, log: Log, where: Whereabouts): void {
  if (config.environment !== "production") {
    process.stdout.write(banner(process.stdout.isTTY ? where : { ...where, adminKey: undefined }));
    return;
  }
  const { url, sandboxUrl, adminKeyFile, readyInMs, roles } = where;
  log.info({ url, sandboxUrl, adminKeyFile, roles, readyInMs: Math.round(readyInMs) }, "service ready");
}
