// Reads a value for a box or a set of boxes: yes or no, an export value, or the index of a box.

const YES = new Set(["true", "yes", "y", "on", "x"]);
const NO = new Set(["", "false", "no", "n", "off"]);

/**
 * The export value to switch on, `null` for none, undefined when the value fits nothing. An export value comes
 * before an index, and both before yes and no, for forms use "1", "0" and "Yes" as export values.
 */
export function chooseOption(value: string, options: readonly string[]): string | null | undefined {
  if (options.includes(value)) return value;
  const byIndex = /^\d+$/.test(value) ? options[Number(value)] : undefined;
  if (byIndex !== undefined) return byIndex;
  const word = value.toLowerCase();
  if (NO.has(word)) return null;
  const only = options[0];
  return YES.has(word) && only !== undefined ? only : undefined;
}
