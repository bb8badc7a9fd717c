// Reads DigiSigner's JSON leniently: absent and null are one, near types are converted, strangers are reported.
import type { Warn } from "../transport/transport.ts";

/** A key that cannot be done without is missing or of no usable type. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  readonly path: string;

  constructor(path: string, found: unknown, expected: string) {
    super(`${path === "" ? "the body" : path} is ${nameOf(found)}, expected ${expected}`);
    this.path = path;
  }
}

/** One JSON object under reading; remembers which keys were asked for. */
export class ObjectReader {
  readonly path: string;
  readonly #entries: Readonly<Record<string, unknown>>;
  readonly #warn: Warn;
  readonly #asked = new Set<string>();

  constructor(value: unknown, path: string, warn: Warn) {
    if (!isObject(value)) throw new ShapeError(path, value, "an object");
    this.#entries = value;
    this.path = path;
    this.#warn = warn;
  }

  /** A non-empty string, or a ShapeError. */
  requiredString(key: string): string {
    const value = this.string(key);
    if (value === undefined || value === "") {
      throw new ShapeError(this.#at(key), this.#entries[key], "a non-empty string");
    }
    return value;
  }

  string(key: string): string | undefined {
    const value = this.#take(key);
    if (typeof value === "string" || value === undefined) return value;
    if (typeof value === "number" || typeof value === "boolean") {
      this.#unexpected(key, value, "a string");
      return String(value);
    }
    return this.#unexpected(key, value, "a string");
  }

  number(key: string): number | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    if (typeof value === "number") return value;
    this.#unexpected(key, value, "a number");
    return numberIn(value);
  }

  boolean(key: string): boolean | undefined {
    const value = this.#take(key);
    if (typeof value === "boolean" || value === undefined) return value;
    this.#unexpected(key, value, "true or false");
    if (value === "true" || value === 1) return true;
    return value === "false" || value === 0 ? false : undefined;
  }

  /** A boolean that DigiSigner always sends: its absence is reported, and read as false. */
  expectedBoolean(key: string): boolean {
    const value = this.boolean(key);
    if (value !== undefined) return value;
    this.#warn("missing_field", this.#at(key), "expected true or false, read as false");
    return false;
  }

  /** One of the known words; a new one is reported and passed on. */
  word<T extends string>(key: string, known: readonly T[]): T | OtherWord | undefined {
    const value = this.string(key);
    if (value === undefined) return undefined;
    const found = known.find((candidate) => candidate === value);
    if (found === undefined) {
      this.#warn("unexpected_value", this.#at(key), `expected one of ${known.join(", ")}`);
    }
    return found ?? value;
  }

  /** Numbers, or undefined when there are not exactly `length` of them. */
  numbers(key: string, length: number): number[] | undefined {
    const value = this.#take(key);
    if (value === undefined) return undefined;
    const numbers = Array.isArray(value) ? value.map(numberIn).filter((entry) => entry !== undefined) : [];
    return numbers.length === length ? numbers : this.#unexpected(key, value, `${length} numbers`);
  }

  /** A list of objects, or a ShapeError. */
  list<T>(key: string, read: (entry: ObjectReader) => T): T[] {
    const value = this.#take(key);
    if (!Array.isArray(value)) throw new ShapeError(this.#at(key), value, "a list");
    return value.map((entry: unknown, index) => {
      const reader = new ObjectReader(entry, `${this.#at(key)}[${index}]`, this.#warn);
      const result = read(reader);
      reader.reportUnknown();
      return result;
    });
  }

  /** One object, or a ShapeError. */
  object<T>(key: string, read: (entry: ObjectReader) => T): T {
    const reader = new ObjectReader(this.#take(key), this.#at(key), this.#warn);
    const result = read(reader);
    reader.reportUnknown();
    return result;
  }

  /** The error for a key whose value is of the right type and still of no use. */
  unusable(key: string, expected: string): ShapeError {
    return new ShapeError(this.#at(key), this.#entries[key], expected);
  }

  /** Acknowledges keys that are known but not used. */
  ignore(...keys: string[]): void {
    for (const key of keys) this.#asked.add(key);
  }

  /** Reports the keys nobody asked for. */
  reportUnknown(): void {
    for (const key of Object.keys(this.#entries)) {
      if (!this.#asked.has(key))
        this.#warn("unknown_field", this.#at(key), "not in the known contract, ignored");
    }
  }

  #take(key: string): unknown {
    this.#asked.add(key);
    return Object.hasOwn(this.#entries, key) ? (this.#entries[key] ?? undefined) : undefined;
  }

  #at(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  #unexpected(key: string, value: unknown, expected: string): undefined {
    this.#warn("unexpected_value", this.#at(key), `is ${nameOf(value)}, expected ${expected}`);
    return undefined;
  }
}

/** A word the known contract does not have; keeps editors suggesting the known ones. */
export type OtherWord = string & Record<never, never>;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value's kind in words, never the value: it may be a credential. */
export function nameOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value === "") return "an empty string";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
