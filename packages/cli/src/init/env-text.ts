// Writes settings into the text of a `.env` file without ever touching a value that is there.
import { parseEnv } from "node:util";
import { CliError } from "../command/errors.ts";

/** Names that already have a value, with that value. */
export const valuesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value]],
    ),
  );

/** As `parseEnv` reads it back; which quotes do that depends on what the value holds. */
const written = (value: string): string => {
  const forms = /^[\w.:/@+=?&-]+$/.test(value) ? [value] : [`'${value}'`, `\`${value}\``, `"${value}"`];
  const form = forms.find((text) => parseEnv(`X=${text}`).X === value);
  if (form === undefined)
    throw new Error("A value with all three kinds of quotes cannot stand in a .env file.");
  return form;
};

/** Lines that belong to a quoted value which began on an earlier one; whatever they look like, they are no settings. */
const linesWithinValues = (lines: readonly string[]): Set<number> => {
  const within = new Set<number>();
  for (let index = 0; index < lines.length; index += 1) {
    const [, quote, rest = ""] =
      /^\s*(?:export\s+)?[\w.-]+\s*=\s*(["'`])(.*)$/.exec(lines[index] ?? "") ?? [];
    if (quote === undefined || rest.includes(quote)) continue;
    const end = lines.findIndex((line, at) => at > index && line.includes(quote));
    if (end === -1) continue;
    for (index += 1; index < end; index += 1) within.add(index);
    within.add(end);
  }
  return within;
};

const place = (lines: readonly string[], name: string): number => {
  const within = linesWithinValues(lines);
  const find = (pattern: RegExp): number =>
    lines.findIndex((line, index) => !within.has(index) && pattern.test(line));
  // An assignment without a value comes first, then the commented example of the template.
  const empty = find(new RegExp(`^\\s*(export\\s+)?${name}\\s*=\\s*(["']{2})?\\s*$`));
  return empty === -1 ? find(new RegExp(`^\\s*#\\s*${name}\\s*=`)) : empty;
};

/** The last word: a file written so oddly that a value would be read differently is left to its owner. */
const refuseIfChanged = (before: Record<string, string>, after: Record<string, string>): void => {
  const changed = Object.keys(before).find((name) => before[name] !== after[name]);
  if (changed === undefined) return;
  throw new CliError(
    `The .env file cannot be added to without changing ${changed}, so it was left as it is.`,
    {
      code: "env_not_written",
      nextStep: `Put the value of ${changed} on one line, then run init again.`,
    },
  );
};

/**
 * `text` with every setting of `values` that has no value yet: in the place of its empty or commented line where there is
 * one, otherwise at the end. Names whose value stays as it was are answered in `kept`.
 */
export const withSettings = (
  text: string,
  values: Record<string, string>,
): { text: string; written: string[]; kept: string[] } => {
  const present = valuesOf(text);
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const added: string[] = [];
  const kept: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (name in present) {
      kept.push(name);
      continue;
    }
    const line = `${name}=${written(value)}`;
    const index = place(lines, name);
    if (index === -1) lines.push(line);
    else lines[index] = line;
    added.push(name);
  }
  const after = lines.length === 0 ? "" : `${lines.join("\n")}\n`;
  refuseIfChanged(present, valuesOf(after));
  return { text: after, written: added, kept };
};
