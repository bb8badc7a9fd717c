// Writes settings into the text of a `.env` file without ever touching a value that is there.
import { parseEnv } from "node:util";

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

const place = (lines: string[], name: string): number => {
  // An assignment without a value comes first, then the commented example of the template.
  const empty = lines.findIndex((line) =>
    new RegExp(`^\\s*(export\\s+)?${name}\\s*=\\s*(["']{2})?\\s*$`).test(line),
  );
  if (empty !== -1) return empty;
  return lines.findIndex((line) => new RegExp(`^\\s*#\\s*${name}\\s*=`).test(line));
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
  return { text: lines.length === 0 ? "" : `${lines.join("\n")}\n`, written: added, kept };
};
