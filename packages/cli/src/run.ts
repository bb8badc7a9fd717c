// Runs one command line from its words to its exit code.
import { CommanderError } from "commander";
import { connect } from "./command/connect.ts";
import { CliError, UsageError } from "./command/errors.ts";
import { EXIT_CODES } from "./command/exit-codes.ts";
import { parseInput } from "./command/parse-input.ts";
import { buildProgram, type Invocation } from "./command/program.ts";
import { reportError } from "./command/report-error.ts";
import { commands, groups } from "./commands.ts";
import { readSettings } from "./settings/settings.ts";
import { createTerminal, type Streams } from "./terminal/terminal.ts";

export interface Process extends Streams {
  /** Without the Node binary and the script. */
  words: readonly string[];
  env: Record<string, string | undefined>;
  cwd: string;
  signal: AbortSignal;
  /** Whether the reader of its output has left, which has aborted `signal`: nobody wants to hear of that. */
  isUnread: () => boolean;
  version: string;
}

/** Help and version leave the parser as errors of exit code 0. */
const readCommandLine = (process: Process): Invocation | undefined => {
  let invocation: Invocation | undefined;
  const program = buildProgram({
    commands,
    groups,
    version: process.version,
    out: (text) => process.stdout.write(text),
    columns: process.stdout.columns || 100,
    onInvocation: (read) => {
      invocation = read;
    },
  });
  try {
    program.parse(process.words.length === 0 ? ["--help"] : process.words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    if (error.code === "commander.help") throw usageOfGroup(process.words);
    throw new UsageError(error.message.replace(/^error: /, ""), "See `creditnexus --help`.");
  }
  return invocation;
};

const usageOfGroup = (words: readonly string[]): UsageError => {
  const group = words.find((word) => word in groups);
  if (group === undefined) return new UsageError("No command was named.", "See `creditnexus --help`.");
  const below = commands.filter((one) => one.name.startsWith(`${group} `)).map((one) => one.name);
  return new UsageError(`Which of ${below.join(", ")}?`, `See \`creditnexus ${group} --help\`.`);
};

const invoke = async (process: Process, invocation: Invocation): Promise<number> => {
  const { command, shared } = invocation;
  const terminal = createTerminal(process, shared.json);
  const input = parseInput(command, invocation);
  const settings = await readSettings({ cwd: process.cwd, env: process.env, flags: shared });
  const context = connect(settings, { terminal, signal: process.signal, cwd: process.cwd });
  const outcome = await command.invoke(input, context);
  if ("data" in outcome) {
    terminal.result(outcome.data, outcome.text);
    await outcome.afterwards?.();
  }
  return EXIT_CODES[outcome.exit ?? "ok"].code;
};

const interrupted = new CliError("Interrupted.", { code: "interrupted" });

/** Answers the exit code; never throws. */
export const run = async (process: Process): Promise<number> => {
  let json: boolean | undefined;
  if (process.words.includes("--json")) json = true;
  if (process.words.includes("--no-json")) json = false;
  try {
    const invocation = readCommandLine(process);
    return invocation === undefined ? EXIT_CODES.ok.code : await invoke(process, invocation);
  } catch (error) {
    if (process.isUnread()) return EXIT_CODES.ok.code;
    const debug = (process.env.NODE_DEBUG ?? "").split(",").includes("creditnexus");
    const told = error instanceof CliError && error.exit === "interrupted" ? error : interrupted;
    return reportError(process.signal.aborted ? told : error, createTerminal(process, json), debug);
  }
};
