// Every problem that a command can end with: those of the service, and the command line's own.
import { type ApiErrorCode, ERROR_CODES } from "@creditnexus/contract";
import type { ExitName } from "./exit-codes.ts";

/** Any command can end with these, and with `unexpected_answer` where a proxy answers; no command declares them. */
const EVERYWHERE = {
  usage: "usage",
  interrupted: "interrupted",
  unexpected: "failed",
} as const satisfies Record<string, ExitName>;

const OF_COMMANDS = {
  desk_ended: { exit: "failed", title: "The desk ended by itself" },
  desk_not_ready: { exit: "unreachable", title: "The desk was not ready in time" },
  digisigner_key_refused: { exit: "access", title: "DigiSigner refuses the key" },
  digisigner_unreachable: { exit: "unreachable", title: "DigiSigner could not be asked" },
  empty_file: { exit: "usage", title: "The file is empty" },
  env_not_written: { exit: "failed", title: ".env has a value that spans lines" },
  file_exists: { exit: "conflict", title: "The file exists already" },
  file_not_found: { exit: "not_found", title: "The file is not there" },
  file_not_written: { exit: "failed", title: "The file could not be written" },
  no_digisigner_key: { exit: "usage", title: "No DigiSigner key is known" },
  not_a_bundle: { exit: "usage", title: "The file is no evidence bundle" },
  not_a_file: { exit: "usage", title: "The path is not a file" },
  not_a_sandbox: { exit: "failed", title: "What answers is not the sandbox" },
  not_on_sandbox: { exit: "conflict", title: "The desk runs on DigiSigner" },
  not_sent: { exit: "failed", title: "The request could not be sent" },
  nothing_open: { exit: "conflict", title: "Nobody is to sign now" },
  sandbox_failed: { exit: "failed", title: "The sandbox failed" },
  sandbox_not_started: { exit: "failed", title: "The sandbox could not start" },
  sandbox_refused: { exit: "usage", title: "The sandbox refuses it" },
  sandbox_unreachable: { exit: "unreachable", title: "No sandbox answers" },
  send_too_old: { exit: "conflict", title: "The interrupted send is too old to go on" },
  settings_not_checked: { exit: "failed", title: "The service's settings could not be checked" },
  settings_refused: { exit: "usage", title: "The service would not start with these settings" },
  tunnel_failed: { exit: "unreachable", title: "No tunnel was given" },
  tunnel_not_installed: { exit: "failed", title: "The tunnel's package is not installed" },
  tunnel_token_missing: { exit: "usage", title: "ngrok needs a token" },
  unknown_document: { exit: "usage", title: "Which document is meant is not clear" },
  unknown_signer: { exit: "not_found", title: "That address does not sign it" },
} as const satisfies Record<string, { exit: ExitName; title: string }>;

/** A problem that a command declares; its help and the reference page list it. */
export type DeclaredProblem = Exclude<ApiErrorCode, "unexpected_answer"> | keyof typeof OF_COMMANDS;

/** The `code` of any failure, as the JSON output has it. */
export type ProblemCode = DeclaredProblem | keyof typeof EVERYWHERE | "unexpected_answer";

/** The command line's own codes that some command must declare. */
export const OWN_CODES = Object.keys(OF_COMMANDS) as (keyof typeof OF_COMMANDS)[];

/** The codes that no command declares, with the exits they lead to. */
export const EVERYWHERE_CODES = [
  ...Object.entries(EVERYWHERE).map(([code, exit]) => ({ code, exit })),
  { code: "unexpected_answer", exit: "failed" },
] as const satisfies readonly { code: string; exit: ExitName }[];

const exitOfStatus = (status: number): ExitName => {
  if (status === 401 || status === 403) return "access";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 429 || status === 502 || status === 503) return "unreachable";
  if (status >= 400 && status < 500) return "usage";
  return "failed";
};

const isOfCommands = (code: ProblemCode): code is keyof typeof OF_COMMANDS => code in OF_COMMANDS;
const isEverywhere = (code: ProblemCode): code is keyof typeof EVERYWHERE => code in EVERYWHERE;

/** The exit that a problem leads to. `status` is that of the answer, which matters where something else answered. */
export const exitOfProblem = (code: ProblemCode, status = 0): ExitName => {
  if (code === "connection_failed") return "unreachable";
  if (code === "unexpected_answer") return exitOfStatus(status) === "access" ? "access" : "failed";
  if (isEverywhere(code)) return EVERYWHERE[code];
  return isOfCommands(code) ? OF_COMMANDS[code].exit : exitOfStatus(ERROR_CODES[code].status);
};

/** A few words on what a problem is. */
export const titleOfProblem = (code: DeclaredProblem): string => {
  if (code === "connection_failed") return "Nothing answers";
  return isOfCommands(code) ? OF_COMMANDS[code].title : ERROR_CODES[code].title;
};
