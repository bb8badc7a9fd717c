// The one table of exit codes: what a script may branch on.

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
