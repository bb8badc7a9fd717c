// How PostgreSQL's values become JavaScript's.
import pg from "pg";

const { builtins } = pg.types;

/**
 * - `int8` becomes a number and fails beyond 2^53: counts and byte sizes are meant, never ids.
 * - `numeric` stays a string: a float would lose digits of an amount.
 * - `date` stays `YYYY-MM-DD`: a `Date` would shift it by the machine's time zone.
 * - `timestamptz` becomes a `Date`, `json` and `jsonb` are parsed, as `pg` does by itself.
 */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: "text" | "binary") {
    if (format !== "binary" && id === builtins.INT8) return parseInt8;
    if (format !== "binary" && id === builtins.DATE) return (text: string) => text;
    return pg.types.getTypeParser(id, format);
  },
};

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`int8 ${text} is beyond what a number holds exactly`);
  return value;
}
