// What a running command is given: settings, the terminal, the service's client and the signal that stops it.
import type { Client } from "@creditnexus/contract";
import type { Settings } from "../settings/settings.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface Context {
  settings: Settings;
  terminal: Terminal;
  /** Client of the service, with the key that the settings found. */
  desk: Client;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  /** Directory that relative paths start from. */
  cwd: string;
}
