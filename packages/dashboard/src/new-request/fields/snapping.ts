// Draws a moving box to the edges and centres of its neighbours and of the page.
import type { Box } from "./geometry.ts";

export interface Guide {
  axis: "x" | "y";
  /** CSS pixels from the page's left or top. */
  at: number;
}

export interface Snapped {
  box: Box;
  guides: Guide[];
}

const REACH = 6;

interface Line {
  at: number;
  distance: number;
}

/** The smallest shift, within reach, that puts one of `own` on one of `others`. */
const nearest = (own: readonly number[], others: readonly number[]): Line | undefined => {
  let best: Line | undefined;
  for (const mine of own) {
    for (const at of others) {
      const distance = at - mine;
      if (Math.abs(distance) > REACH) continue;
      if (best === undefined || Math.abs(distance) < Math.abs(best.distance)) best = { at, distance };
    }
  }
  return best;
};

const horizontals = ({ left, width }: Box): number[] => [left, left + width / 2, left + width];
const verticals = ({ top, height }: Box): number[] => [top, top + height / 2, top + height];

/** The moving box drawn to its neighbours, and the lines it was drawn to. */
export const snap = (box: Box, others: readonly Box[], page: { width: number; height: number }): Snapped => {
  const x = nearest(horizontals(box), [page.width / 2, ...others.flatMap(horizontals)]);
  const y = nearest(verticals(box), [page.height / 2, ...others.flatMap(verticals)]);
  const guides: Guide[] = [];
  if (x !== undefined) guides.push({ axis: "x", at: x.at });
  if (y !== undefined) guides.push({ axis: "y", at: y.at });
  return { box: { ...box, left: box.left + (x?.distance ?? 0), top: box.top + (y?.distance ?? 0) }, guides };
};
