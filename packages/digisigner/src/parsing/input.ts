// Checks what the caller passes before it goes on the wire, and leaves out what is not set.

/** The caller's input cannot be sent; the message names the place, the expectation and what was found. */
export class InputError extends Error {
  override readonly name = "InputError";
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "number") return String(value);
  return value === "" ? "an empty string" : `a ${typeof value}`;
}

function refuse(path: string, expected: string, value: unknown): never {
  throw new InputError(`${path} must be ${expected}, got ${describe(value)}`);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

export function text(value: unknown, path: string): string | undefined {
  if (isAbsent(value)) return undefined;
  return typeof value === "string" ? value : refuse(path, "a string", value);
}

export function requiredText(value: unknown, path: string): string {
  return typeof value === "string" && value !== "" ? value : refuse(path, "a non-empty string", value);
}

export function flag(value: unknown, path: string): boolean | undefined {
  if (isAbsent(value)) return undefined;
  return typeof value === "boolean" ? value : refuse(path, "true or false", value);
}

export function whole(value: unknown, path: string): number | undefined {
  if (isAbsent(value)) return undefined;
  return typeof value === "number" && Number.isInteger(value) ? value : refuse(path, "a whole number", value);
}

export function requiredWhole(value: unknown, path: string): number {
  return whole(value, path) ?? refuse(path, "a whole number", value);
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((candidate) => candidate === value);
  return found ?? refuse(path, `one of ${allowed.join(", ")}`, value);
}

/** Converts each entry, handing it its own path. */
export function list<T, R>(
  value: readonly T[] | null | undefined,
  path: string,
  convert: (entry: T, path: string) => R,
): R[] | undefined {
  if (isAbsent(value)) return undefined;
  if (!Array.isArray(value)) return refuse(path, "a list", value);
  return value.map((entry: T, index) => {
    if (typeof entry !== "object" || entry === null) refuse(`${path}[${index}]`, "an object", entry);
    return convert(entry, `${path}[${index}]`);
  });
}

/** Corners in whole points: the servers' official clients break on fractions, so they are rounded. */
export function rectangle(value: unknown, path: string): [number, number, number, number] {
  if (!Array.isArray(value) || value.length !== 4)
    return refuse(path, "four numbers [x1, y1, x2, y2]", value);
  const corner = (index: number): number => {
    const entry: unknown = value[index];
    if (typeof entry !== "number" || !Number.isFinite(entry)) refuse(`${path}[${index}]`, "a number", entry);
    // The sum turns -0, which JSON cannot express, into 0.
    return Math.round(entry) + 0;
  };
  return [corner(0), corner(1), corner(2), corner(3)];
}

/** Leaves out unset keys, so that the wire never carries one. */
export function compact<T extends object>(entries: { [K in keyof T]-?: T[K] | Unset<T, K> }): T {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;
}

// Only keys that are optional in the target may be undefined in the source.
type Unset<T, K extends keyof T> = undefined extends { [P in K]?: T[P] }[K]
  ? Record<never, never> extends Pick<T, K>
    ? undefined
    : never
  : never;
