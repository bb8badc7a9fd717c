// The commands as a shell sees them: words, flags and what completes their values.
import type { AnyCommand, Completion, Flag } from "../command/command.ts";
import { flagName } from "../command/parse-input.ts";

export interface Word {
  text: string;
  summary: string;
}

export interface FlagWord extends Word {
  takesValue: boolean;
  completes: Completion | undefined;
}

/** One command as a shell sees it. */
export interface Entry {
  name: string;
  summary: string;
  flags: FlagWord[];
  argument: Completion | undefined;
}

const COMMON: FlagWord[] = [
  { text: "--json", summary: "print JSON", takesValue: false, completes: undefined },
  { text: "--no-json", summary: "print text", takesValue: false, completes: undefined },
  { text: "--url", summary: "the service", takesValue: true, completes: undefined },
  { text: "--sandbox-url", summary: "the sandbox", takesValue: true, completes: undefined },
  { text: "--help", summary: "show help", takesValue: false, completes: undefined },
];

const flagWord = (name: string, flag: Flag): FlagWord => ({
  text: flag.negated ? flagName(name).replace("--", "--no-") : flagName(name),
  summary: flag.summary,
  takesValue: flag.value !== undefined,
  completes: flag.completes,
});

export const entryOf = (command: AnyCommand): Entry => ({
  name: command.name,
  summary: command.summary,
  flags: [...Object.entries(command.flags).map(([name, flag]) => flagWord(name, flag)), ...COMMON],
  argument: Object.values(command.arguments).find((argument) => argument.completes !== undefined)?.completes,
});

/** The first words, with the summary of the group or of the command. */
export const firstWords = (entries: readonly Entry[], groups: Record<string, string>): Word[] => {
  const single = entries.filter((entry) => !entry.name.includes(" "));
  return [
    ...single.map(({ name, summary }) => ({ text: name, summary })),
    ...Object.entries(groups).map(([text, summary]) => ({ text, summary })),
  ];
};

export const below = (entries: readonly Entry[], group: string): Word[] =>
  entries
    .filter((entry) => entry.name.startsWith(`${group} `))
    .map(({ name, summary }) => ({ text: name.slice(group.length + 1), summary }));

/** For bash and zsh alike. */
export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
