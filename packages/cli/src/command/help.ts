// What every help text has below the options: examples, problems and exit codes.
import type { AnyCommand } from "./command.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { exitOfProblem, titleOfProblem } from "./problems.ts";

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `\n${title}:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;

const exitCodeLines = (): string[] =>
  Object.values(EXIT_CODES).map(({ code, means }) => `${String(code).padStart(3)}  ${means}`);

const problemLines = (declaration: AnyCommand): string[] => {
  const width = Math.max(0, ...declaration.errors.map((code) => code.length));
  return declaration.errors.map(
    (code) => `${code.padEnd(width)}  ${titleOfProblem(code)} (exit ${EXIT_CODES[exitOfProblem(code)].code})`,
  );
};

/** Examples and problems of one command. */
export const commandHelp = (declaration: AnyCommand): string =>
  section(
    "Examples",
    declaration.examples.flatMap(({ does, line }) => [`# ${does}`, line]),
  ) +
  section("Problems", problemLines(declaration)) +
  section("Exit codes", ["see `creditnexus --help`"]);

/** Configuration and exit codes, for the program's own help. */
export const programHelp = (): string =>
  section("Settings (flags, then environment, then .env)", [
    "CREDITNEXUS_URL      the service; otherwise http://127.0.0.1:$PORT, PORT being 8000",
    "CREDITNEXUS_API_KEY  the key; otherwise $DATA_DIR/admin.key when the service is on this machine",
    "SANDBOX_URL          the sandbox; otherwise http://127.0.0.1:$SANDBOX_PORT, SANDBOX_PORT being 8001",
    "NO_COLOR             set: no colours",
  ]) + section("Exit codes", exitCodeLines());
