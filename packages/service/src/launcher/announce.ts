// Tells that the service is ready: to a person in words, in production as an event of the log.
import type { Config } from "../config/config.ts";
import type { Log } from "../log/log.ts";
import { banner, type Whereabouts } from "./banner.ts";

/** Logs are kept and shipped, so in production the sign-in link is not printed; the key is in its file. */
export function announce(config: Config, log: Log, where: Whereabouts): void {
  if (config.environment !== "production") {
    process.stdout.write(banner(where));
    return;
  }
  const { url, sandboxUrl, adminKeyFile, readyInMs, roles } = where;
  log.info({ url, sandboxUrl, adminKeyFile, roles, readyInMs: Math.round(readyInMs) }, "service ready");
}
