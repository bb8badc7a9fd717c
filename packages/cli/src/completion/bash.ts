// The completion script for bash.
import type { Completion } from "../command/command.ts";
import { below, type Entry, firstWords, quote, type Word } from "./words.ts";

const bashValues = (completes: Completion | undefined): string => {
  if (completes === "file") return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (completes === "directory") return 'COMPREPLY=($(compgen -d -- "$current"))';
  const words = completes === undefined ? "" : completes.join("\n");
  return `COMPREPLY=($(compgen -W ${quote(words)} -- "$current"))`;
};

export const bash = (entries: readonly Entry[], groups: Record<string, string>): string => {
  const words = (list: readonly Word[]) => quote(list.map((word) => word.text).join("\n"));
  const groupCases = Object.keys(groups).map(
    (group) =>
      `      ${group}) COMPREPLY=($(compgen -W ${words(below(entries, group))} -- "$current")); return ;;`,
  );
  const commandCases = entries.map((entry) => {
    const values = entry.flags
      .filter((flag) => flag.takesValue)
      .map((flag) => `        ${flag.text}) ${bashValues(flag.completes)}; return ;;`);
    return [
      `    ${quote(entry.name)})`,
      '      case "$previous" in',
      ...values,
      "      esac",
      `      if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W ${words(entry.flags)} -- "$current")); return; fi`,
      `      ${bashValues(entry.argument)}`,
      "      ;;",
    ].join("\n");
  });
  return `# creditnexus completion for bash: source <(creditnexus completion bash)
_creditnexus() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  # Names of files may have blanks: words are one a line everywhere below.
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  if [[ $COMP_CWORD -eq 1 ]]; then
    compopt +o filenames 2>/dev/null
    COMPREPLY=($(compgen -W ${words(firstWords(entries, groups))} -- "$current"))
    return
  fi
  if [[ $COMP_CWORD -eq 2 ]]; then
    case "$command" in
${groupCases.join("\n")}
    esac
  fi
  case "$command" in
    ${Object.keys(groups).join("|")}) command="$command \${COMP_WORDS[2]}" ;;
  esac
  case "$command" in
${commandCases.join("\n")}
  esac
}
complete -F _creditnexus creditnexus
`;
};
