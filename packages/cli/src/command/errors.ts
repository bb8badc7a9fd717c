// Errors a command ends with: what is wrong, what to do next, and the exit code.
import type { ExitName } from "./exit-codes.ts";
import { exitOfProblem, type ProblemCode } from "./problems.ts";

/** A failure that a person can act on. `code` is stable and appears in the JSON output; the exit code follows from it, unless given. */
export class CliError extends Error {
  override readonly name: string = "CliError";
  readonly code: ProblemCode;
  readonly exit: ExitName;
  /** What to do about it, as a sentence; undefined when `message` says it all. */
  readonly nextStep: string | undefined;

  constructor(
    message: string,
    facts: { code: ProblemCode; exit?: ExitName; nextStep?: string | undefined; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.exit = facts.exit ?? exitOfProblem(facts.code);
    this.nextStep = facts.nextStep;
  }
}

/** The command line itself is wrong. */
export class UsageError extends CliError {
  override readonly name = "UsageError";
  constructor(message: string, nextStep?: string) {
    super(message, { code: "usage", nextStep });
  }
}
