// A value that hides itself wherever it might be printed by accident.
import { inspect } from "node:util";

const REDACTED = "[redacted]";

/**
 * Holds a credential. JSON, `String()`, template strings, `console.log` and loggers all see
 * `[redacted]`; only `reveal()` gives the value.
 *
 * @example
 * const key = new Secret("k-123");
 * `${key}`; // "[redacted]"
 * key.reveal(); // "k-123"
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself: for the one place that sends or compares it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
