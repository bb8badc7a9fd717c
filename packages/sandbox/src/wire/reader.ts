// Reads members of a request body leniently: null and "" are absent, wrong types become error details.
import type { ErrorDetail } from "../errors.ts";

type JsonObject = Record<string, unknown>;

/** One JSON object and where it stands in the body; all its readers share one list of details. */
export class Reader {
  readonly #value: JsonObject;
  readonly #path: string;
  readonly #details: ErrorDetail[];

  constructor(value: JsonObject, details: ErrorDetail[], path = "") {
    this.#value = value;
    this.#details = details;
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  /** Adds a detail about this object's member. */
  refuse(key: string, expectation: string): void {
    this.#details.push({ message: `${this.#at(key)} ${expectation}.` });
  }

  /** Numbers and booleans count as their text; blank as absent when `blank` says so. */
  string(key: string, options: { blankIsAbsent?: boolean } = {}): string | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "object") {
      this.refuse(key, "must be a string");
      return undefined;
    }
    const text = String(value);
    return options.blankIsAbsent && text.trim() === "" ? undefined : text;
  }

  boolean(key: string): boolean | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null || value === "") return undefined;
    if (value === true || value === "true") return true;
    if (value === false || value === "false") return false;
    this.refuse(key, "must be true or false");
    return undefined;
  }

  integer(key: string): number | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null || value === "") return undefined;
    const number = toInteger(value);
    if (number === undefined) this.refuse(key, "must be an integer");
    return number;
  }

  /** Four numbers, rounded to integers, corners in any order. */
  rectangle(key: string): [number, number, number, number] | undefined {
    const value = this.#value[key];
    const numbers = Array.isArray(value) ? value.map(toRounded) : [];
    const [x1, y1, x2, y2] = numbers;
    if (
      numbers.length === 4 &&
      x1 !== undefined &&
      y1 !== undefined &&
      x2 !== undefined &&
      y2 !== undefined
    ) {
      return [x1, y1, x2, y2];
    }
    this.refuse(key, "must be four numbers [x1, y1, x2, y2] in points");
    return undefined;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.string(key);
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.refuse(key, `must be one of ${allowed.join(", ")}`);
    return found;
  }

  /** Absent gives an empty list. */
  objects(key: string): Reader[] {
    const value = this.#value[key];
    if (value === undefined || value === null || value === "") return [];
    if (!Array.isArray(value)) {
      this.refuse(key, "must be an array");
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const at = `${this.#at(key)}[${index}]`;
      if (isObject(item)) return [new Reader(item, this.#details, at)];
      this.#details.push({ message: `${at} must be an object.` });
      return [];
    });
  }

  /** An object, or the first element of an array of objects: official clients send both. */
  objectOrFirst(key: string): Reader | undefined {
    const value = this.#value[key];
    const item: unknown = Array.isArray(value) ? value[0] : value;
    return isObject(item) ? new Reader(item, this.#details, this.#at(key)) : undefined;
  }

  #at(key: string): string {
    return this.#path === "" ? key : `${this.#path}.${key}`;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const LIMIT = 1_000_000_000;

function toRounded(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Math.round(Number(value));
  // `+ 0` turns -0 into 0, which reads back the same in every client.
  return Math.abs(number) <= LIMIT ? number + 0 : undefined;
}

function toInteger(value: unknown): number | undefined {
  const number = toRounded(value);
  return number !== undefined && number === Number(value) ? number : undefined;
}
