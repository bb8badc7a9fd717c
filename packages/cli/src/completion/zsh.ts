// The completion script for zsh.
import type { Completion } from "../command/command.ts";
import { below, type Entry, firstWords, quote, type Word } from "./words.ts";

const zshText = (text: string): string => quote(text.replaceAll(/[[\]:\\]/g, "\\$&"));

const zshAction = (completes: Completion | undefined): string => {
  if (completes === "file") return "_files";
  if (completes === "directory") return "_files -/";
  return completes === undefined ? " " : `(${completes.join(" ")})`;
};

export const zsh = (entries: readonly Entry[], groups: Record<string, string>): string => {
  const described = (list: readonly Word[]) =>
    list.map((word) => `    ${zshText(word.text)}':'${zshText(word.summary)}`).join("\n");
  const groupCases = Object.keys(groups).map(
    (group) =>
      `      ${group})\n        words_below=(\n${described(below(entries, group))}\n        )\n        _describe command words_below; return ;;`,
  );
  const commandCases = entries.map((entry) => {
    const flags = entry.flags.map((flag) => {
      const value = flag.takesValue ? `':value:${zshAction(flag.completes)}'` : "";
      return `'*'${zshText(flag.text)}'['${zshText(flag.summary)}']'${value}`;
    });
    const argument = `'*:argument:${zshAction(entry.argument)}'`;
    return `    ${quote(entry.name)}) _arguments ${[...flags, argument].join(" \\\n      ")} ;;`;
  });
  return `#compdef creditnexus
# creditnexus completion for zsh: source <(creditnexus completion zsh)
_creditnexus() {
  local -a words_first words_below
  if (( CURRENT == 2 )); then
    words_first=(
${described(firstWords(entries, groups))}
    )
    _describe command words_first
    return
  fi
  if (( CURRENT == 3 )); then
    case "$words[2]" in
${groupCases.join("\n")}
    esac
  fi
  local command="$words[2]"
  case "$command" in
    ${Object.keys(groups).join("|")}) command="$command $words[3]"; shift 2 words; (( CURRENT -= 2 )) ;;
    *) shift words; (( CURRENT-- )) ;;
  esac
  case "$command" in
${commandCases.join("\n")}
  esac
}
compdef _creditnexus creditnexus
`;
};
