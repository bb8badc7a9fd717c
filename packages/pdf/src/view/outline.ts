// Reads pdf.js's packed paths into polylines on the page.
import { apply, type Matrix } from "../matrix.ts";
import { toNumbers } from "./arguments.ts";

// pdf.js's own numbering of path steps, followed by this many coordinates.
const MOVE = 0;
const COORDINATES: readonly number[] = [2, 2, 6, 4, 0];

/** `packed` is pdf.js's path argument: step, coordinates, step, coordinates … */
export function readOutline(packed: unknown, matrix: Matrix): number[][] {
  const numbers = toNumbers(Array.isArray(packed) ? packed[0] : packed) ?? [];
  const outline: number[][] = [];
  let position = 0;
  while (position < numbers.length) {
    const step = numbers[position] ?? -1;
    const count = COORDINATES[step];
    if (count === undefined) return outline;
    if (step === MOVE || outline.length === 0) outline.push([]);
    for (let offset = 1; offset < count; offset += 2) {
      const [x, y] = apply(matrix, numbers[position + offset] ?? 0, numbers[position + offset + 1] ?? 0);
      outline.at(-1)?.push(x, y);
    }
    position += count + 1;
  }
  return outline;
}

/** One upright rectangle, closed or not: four corners, each reached along an axis. */
export function isRectangle(outline: readonly (readonly number[])[]): boolean {
  const [line = [], ...others] = outline.filter((points) => points.length > 2);
  const closed = line.length === 10 && line[0] === line[8] && line[1] === line[9];
  if (others.length > 0 || (line.length !== 8 && !closed)) return false;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = line;
  const same = (a: number, b: number) => Math.abs(a - b) < 0.01;
  const sideways = same(y1, y2) && same(x2, x3) && same(y3, y4) && same(x4, x1);
  const upwards = same(x1, x2) && same(y2, y3) && same(x3, x4) && same(y4, y1);
  return sideways || upwards;
}
