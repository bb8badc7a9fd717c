// The period of the figures, and the steps that it is shown in.
import { InvalidInputError } from "../../errors.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const USUAL_MS = 30 * DAY_MS;
/** Ten years; beyond that there are too many steps to look at. */
const LONGEST_MS = 3660 * DAY_MS;
/** Up to this a step is an hour. */
const SHORT_MS = 8 * DAY_MS;

export type Period = { from: Date /** Not included. */; to: Date };

const refuse = (message: string): never => {
  throw new InvalidInputError({
    code: "invalid_request",
    message: `The period ${message}.`,
    details: { errors: [{ path: "/from", message }] },
  });
};

/** @throws InvalidInputError for a period that ends before it begins, or is too long. */
export const periodOf = (
  asked: { from?: string | undefined; to?: string | undefined },
  now: Date,
): Period => {
  const to = asked.to === undefined ? now : new Date(asked.to);
  const from = asked.from === undefined ? new Date(to.getTime() - USUAL_MS) : new Date(asked.from);
  if (from >= to) {
    refuse(`begins at ${from.toISOString()} and ends at ${to.toISOString()}: let it begin earlier`);
  }
  if (to.getTime() - from.getTime() > LONGEST_MS) refuse("has more than 3660 days: ask for a shorter one");
  return { from, to };
};

export const stepOf = ({ from, to }: Period): "hour" | "day" =>
  to.getTime() - from.getTime() <= SHORT_MS ? "hour" : "day";

/** Where each step begins, in UTC; the first begins with the period. */
export const stepsOf = (period: Period): Date[] => {
  const width = stepOf(period) === "hour" ? HOUR_MS : DAY_MS;
  const steps = [period.from];
  const first = Math.floor(period.from.getTime() / width) + 1;
  for (let at = first * width; at < period.to.getTime(); at += width) steps.push(new Date(at));
  return steps;
};
