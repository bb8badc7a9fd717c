// Puts the service's figures into the words and bars of the screen.
import type { Figures } from "@creditnexus/contract";

export interface Bar {
  label: string;
  count: number;
}

type Classes = Figures["ageing"]["classes"];

const days = (count: number): string =>
  count % 7 === 0 && count > 7 ? `${count / 7} weeks` : `${count} days`;

/** `Under 1 day`, `1 to 3 days`, `1 to 2 weeks`, `Over 4 weeks`. */
const labelOf = (from: number | null, below: number | null): string => {
  if (from === null) return `Under ${below === 1 ? "1 day" : days(below ?? 0)}`;
  if (below === null) return `Over ${days(from)}`;
  return from % 7 === 0 && below % 7 === 0 ? `${from / 7} to ${below / 7} weeks` : `${from} to ${below} days`;
};

export const barsOf = (classes: Classes): Bar[] =>
  classes.map(({ below_days, count }, index) => ({
    label: labelOf(classes[index - 1]?.below_days ?? null, below_days),
    count,
  }));

export const funnelOf = ({ funnel }: Figures): Bar[] => [
  { label: "Requested", count: funnel.requested },
  { label: "Sent", count: funnel.sent },
  { label: "First signature", count: funnel.first_signed },
  { label: "Completed", count: funnel.completed },
  { label: "Proved", count: funnel.proved },
];

export const endedOf = ({ ended }: Figures): Bar[] => [
  { label: "Declined", count: ended.declined },
  { label: "Expired", count: ended.expired },
  { label: "Cancelled", count: ended.cancelled },
  { label: "Failed", count: ended.failed },
];

/** From 0 to 1, of those that ended one way or another; undefined while none has. */
export const completedShareOf = ({ funnel, ended }: Figures): number | undefined => {
  const closed = funnel.completed + ended.declined + ended.expired + ended.cancelled + ended.failed;
  return closed === 0 ? undefined : funnel.completed / closed;
};
