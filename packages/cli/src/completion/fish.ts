// The completion script for fish.
import type { Completion } from "../command/command.ts";
import { below, type Entry, firstWords, type Word } from "./words.ts";

const fishText = (text: string): string => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

const fishValues = (completes: Completion | undefined): string => {
  if (completes === "file") return " -r -F";
  if (completes === "directory") return " -x -a '(__fish_complete_directories)'";
  return completes === undefined ? " -x" : ` -x -a ${fishText(completes.join(" "))}`;
};

/** By place: fish's own test for a word anywhere takes `sandbox callbacks` for the group `callbacks`. */
const FUNCTIONS = `function __creditnexus_words
    set -l words (commandline -opc)
    set -e words[1]
    echo "$words"
end
function __creditnexus_is
    test (__creditnexus_words) = "$argv"
end
function __creditnexus_begins
    string match -q -- "$argv *" (__creditnexus_words)" "
end`;

export const fish = (entries: readonly Entry[], groups: Record<string, string>): string => {
  const line = (condition: string, rest: string) =>
    `complete -c creditnexus -n ${fishText(condition)} ${rest}`;
  const offer = (condition: string, word: Word) =>
    line(condition, `-f -a ${fishText(word.text)} -d ${fishText(word.summary)}`);
  const groupLines = Object.keys(groups).flatMap((group) =>
    below(entries, group).map((word) => offer(`__creditnexus_is ${group}`, word)),
  );
  const flagLines = entries.flatMap((entry) => {
    const within = `__creditnexus_begins ${entry.name}`;
    return [
      ...entry.flags.map((flag) =>
        line(
          within,
          `-l ${flag.text.slice(2)} -d ${fishText(flag.summary)}${flag.takesValue ? fishValues(flag.completes) : " -f"}`,
        ),
      ),
      ...argumentLines(entry.argument).map((rest) => line(within, rest)),
    ];
  });
  return [
    "# creditnexus completion for fish: creditnexus completion fish | source",
    FUNCTIONS,
    "complete -c creditnexus -f",
    ...firstWords(entries, groups).map((word) => offer("__creditnexus_is", word)),
    ...groupLines,
    ...flagLines,
    "",
  ].join("\n");
};

const argumentLines = (argument: Completion | undefined): string[] => {
  if (argument === undefined) return [];
  if (argument === "file") return ["-F"];
  if (argument === "directory") return ["-f -a '(__fish_complete_directories)'"];
  return [`-f -a ${fishText(argument.join(" "))}`];
};
