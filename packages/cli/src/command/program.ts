// Builds the argument parser from the commands' declarations.
import { Option, type Command as Parser, Command as ParserClass } from "commander";
import type { AnyCommand, Flag } from "./command.ts";
import { commandHelp, programHelp } from "./help.ts";
import { argumentName, flagName } from "./parse-input.ts";

/** What the parser read for one command, not validated yet. */
export interface Invocation {
  command: AnyCommand;
  arguments: Record<string, unknown>;
  flags: Record<string, unknown>;
  shared: SharedFlags;
}

/** Flags that every command has. */
export interface SharedFlags {
  json?: boolean;
  url?: string;
  sandboxUrl?: string;
}

export interface ProgramOptions {
  commands: readonly AnyCommand[];
  /** Summary of each first word that has commands below it. */
  groups: Record<string, string>;
  version: string;
  out: (text: string) => void;
  columns: number;
  onInvocation: (invocation: Invocation) => void;
}

const collect = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

const optionOf = (name: string, flag: Flag): Option => {
  const long = flag.negated ? flagName(name).replace("--", "--no-") : flagName(name);
  const names = flag.short === undefined ? long : `-${flag.short}, ${long}`;
  if (flag.value === undefined) return new Option(names, flag.summary);
  const option = new Option(`${names} <${flag.value}${flag.many ? "..." : ""}>`, flag.summary);
  return flag.many ? option.argParser(collect) : option;
};

const sharedOptions = (): Option[] => [
  new Option("--json", "print JSON (the default when the output is not a terminal)"),
  new Option("--no-json", "print text, also when the output is not a terminal").default(undefined),
  new Option("--url <URL>", "the service; otherwise CREDITNEXUS_URL, otherwise PORT on this machine"),
  new Option(
    "--sandbox-url <URL>",
    "the sandbox; otherwise SANDBOX_URL, otherwise SANDBOX_PORT on this machine",
  ),
];

const addCommand = (parent: Parser, word: string, declaration: AnyCommand, options: ProgramOptions): void => {
  const parser = parent.command(word).summary(declaration.summary);
  parser.description(declaration.details ?? `${declaration.summary}.`);
  for (const [name, argument] of Object.entries(declaration.arguments)) {
    const label = argumentName(name) + (argument.many ? "..." : "");
    parser.argument(argument.optional ? `[${label}]` : `<${label}>`, argument.summary);
  }
  for (const [name, flag] of Object.entries(declaration.flags)) parser.addOption(optionOf(name, flag));
  parser.optionsGroup("Common options:");
  for (const option of sharedOptions()) parser.addOption(option);
  parser.helpOption("-h, --help", "show this help");
  parser.addHelpText("after", () => commandHelp(declaration));
  parser.action(() => {
    const names = Object.keys(declaration.arguments);
    options.onInvocation({
      command: declaration,
      arguments: Object.fromEntries(names.map((name, index) => [name, parser.processedArgs[index]])),
      flags: parser.opts(),
      shared: parser.opts<SharedFlags>(),
    });
  });
};

const groupParser = (program: Parser, word: string, options: ProgramOptions): Parser => {
  const existing = program.commands.find((one) => one.name() === word);
  if (existing !== undefined) return existing;
  const group = program.command(word).summary(options.groups[word] ?? "");
  group.description(`${options.groups[word] ?? ""}.`).helpOption("-h, --help", "show this help");
  return group.helpCommand(false);
};

/** The parser of all commands; reading a command line calls `onInvocation` once, or throws a `CommanderError`. */
export const buildProgram = (options: ProgramOptions): Parser => {
  const program = new ParserClass("creditnexus")
    .description("Send credit agreements for signature, follow every signer, collect the signed PDFs.")
    .version(options.version, "-V, --version", "show the version")
    .helpOption("-h, --help", "show help; `creditnexus COMMAND --help` shows that of a command")
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ showGlobalOptions: false, subcommandTerm: (one) => one.name() })
    .configureOutput({
      writeOut: options.out,
      // The runner reports every error itself, as text or as JSON.
      writeErr: () => undefined,
      getOutHelpWidth: () => options.columns,
    })
    .addHelpText("after", programHelp);
  for (const declaration of options.commands) {
    const [first = "", second] = declaration.name.split(" ");
    if (second === undefined) addCommand(program, first, declaration, options);
    else addCommand(groupParser(program, first, options), second, declaration, options);
  }
  return program;
};
