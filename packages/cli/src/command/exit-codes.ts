// The one table of exit codes: what a script may branch on.
import { type ApiErrorCode, ERROR_CODES } from "@creditnexus/contract";

/** Every exit code with what it means; the help of each command and the reference page are made from it. */
export const EXIT_CODES = {
  ok: { code: 0, means: "done" },
  failed: { code: 1, means: "it did not work: refused, failed, or a check failed" },
  usage: { code: 2, means: "the command line or the input is not valid" },
  not_found: { code: 3, means: "nothing has that id, or a file is not there" },
  access: { code: 4, means: "no key, a wrong key, or a key that may not do that" },
  unreachable: { code: 5, means: "the service, the sandbox or DigiSigner is not there or busy: try again" },
  conflict: { code: 6, means: "the state does not allow it, or not yet" },
  warnings: { code: 7, means: "there is something to look at, and nothing failed (doctor, evidence verify)" },
  interrupted: { code: 130, means: "interrupted by a signal" },
} as const satisfies Record<string, { code: number; means: string }>;

export type ExitName = keyof typeof EXIT_CODES;

const exitOfStatus = (status: number): ExitName => {
  if (status === 401 || status === 403) return "access";
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  if (status === 429 || status === 502 || status === 503) return "unreachable";
  if (status >= 400 && status < 500) return "usage";
  return "failed";
};

/** The exit that a problem of the service leads to. */
export const exitOfProblem = (code: ApiErrorCode, status: number): ExitName => {
  if (code === "connection_failed") return "unreachable";
  if (code === "unexpected_answer") return exitOfStatus(status) === "access" ? "access" : "failed";
  return exitOfStatus(ERROR_CODES[code].status);
};
