// The completion script for fish.
import type { Completion } from "../command/command.ts";
import { below, type Entry, firstWords, type Word } from "./words.ts";

const fishText = (text: string): string => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

const fishValues = (completes: Completion | undefined): string => {
  if (completes === "file") return " -r -F";
  if (completes === "directory") return " -x -a '(__fish_complete_directories)'";
  return completes === undefined ? " -x" : ` -x -a ${fishText(completes.join(" "))}`;
};

export const fish = (entries: readonly Entry[], groups: Record<string, string>): string => {
  const line = (condition: string, rest: string) =>
    `complete -c creditnexus -n ${fishText(condition)} ${rest}`;
  const offer = (condition: string, word: Word) =>
    line(condition, `-f -a ${fishText(word.text)} -d ${fishText(word.summary)}`);
  const seen = (name: string) =>
    name
      .split(" ")
      .map((word) => `__fish_seen_subcommand_from ${word}`)
      .join("; and ");
  const groupLines = Object.keys(groups).flatMap((group) => {
    const words = below(entries, group);
    const none = `not __fish_seen_subcommand_from ${words.map((word) => word.text).join(" ")}`;
    return words.map((word) => offer(`__fish_seen_subcommand_from ${group}; and ${none}`, word));
  });
  const flagLines = entries.flatMap((entry) => [
    ...entry.flags.map((flag) =>
      line(
        seen(entry.name),
        `-l ${flag.text.slice(2)} -d ${fishText(flag.summary)}${flag.takesValue ? fishValues(flag.completes) : " -f"}`,
      ),
    ),
    ...(entry.argument === "file" ? [line(seen(entry.name), "-F")] : []),
  ]);
  return [
    "# creditnexus completion for fish: creditnexus completion fish | source",
    "complete -c creditnexus -f",
    ...firstWords(entries, groups).map((word) => offer("__fish_use_subcommand", word)),
    ...groupLines,
    ...flagLines,
    "",
  ].join("\n");
};
