// pdf.js hands operator arguments over untyped; here they become numbers and matrices once.
import type { Matrix } from "../matrix.ts";
import type { Rectangle } from "../rectangle.ts";

export function toNumber(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

/** A typed array or an array of numbers; pdf.js uses both. */
export function toNumbers(value: unknown): readonly number[] | undefined {
  if (value instanceof Float32Array || value instanceof Float64Array) return Array.from(value);
  return Array.isArray(value) && value.every((item) => typeof item === "number") ? value : undefined;
}

export function toMatrix(value: unknown): Matrix | undefined {
  const numbers = toNumbers(value);
  if (numbers === undefined || numbers.length < 6) return undefined;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}

export function toRectangle(value: unknown): Rectangle | undefined {
  const numbers = toNumbers(value);
  if (numbers === undefined || numbers.length < 4) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  return [x1, y1, x2, y2];
}

export function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
