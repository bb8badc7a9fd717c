// Random bytes for ids: drawn from the system many at a time, since a draw costs more than the rest of an id.
import { randomFillSync } from "node:crypto";

const drawn = Buffer.alloc(4_096);
let used = drawn.length;

/** Never the same bytes twice; for names, not for secrets, which should lie in memory no longer than they must. */
export const idBytes = (size: number): Buffer => {
  if (used + size > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += size;
  return Buffer.from(drawn.subarray(used - size, used));
};
