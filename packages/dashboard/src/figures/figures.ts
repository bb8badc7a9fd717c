// Counts agreements for the figures: how far they got, how long signing takes, how old the open ones are.
import type { Signature } from "@creditnexus/contract";
import { isOpen } from "../agreements/status.ts";
import { DAY } from "../format/time.ts";

export interface Bar {
  label: string;
  count: number;
}

interface Class {
  label: string;
  /** Days, exclusive. */
  below: number;
}

const SIGNING: Class[] = [
  { label: "Under 1 day", below: 1 },
  { label: "1 to 3 days", below: 3 },
  { label: "3 to 7 days", below: 7 },
  { label: "1 to 2 weeks", below: 14 },
  { label: "2 to 4 weeks", below: 28 },
  { label: "Longer", below: Number.POSITIVE_INFINITY },
];

const AGES: Class[] = [
  { label: "Under 2 days", below: 2 },
  { label: "2 to 7 days", below: 7 },
  { label: "1 to 2 weeks", below: 14 },
  { label: "2 to 4 weeks", below: 28 },
  { label: "Older", below: Number.POSITIVE_INFINITY },
];

const spread = (days: readonly number[], classes: readonly Class[]): Bar[] =>
  classes.map(({ label, below }, index) => {
    const from = classes[index - 1]?.below ?? Number.NEGATIVE_INFINITY;
    return { label, count: days.filter((each) => each >= from && each < below).length };
  });

const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

export interface Figures {
  total: number;
  /** Share of the closed ones that were completed, from 0 to 1; undefined while none is closed. */
  completedShare: number | undefined;
  /** Days from sending to the last signature. */
  medianDays: number | undefined;
  funnel: Bar[];
  signing: Bar[];
  ageing: Bar[];
  ended: Bar[];
  /** Facts that the desk had to read by itself, since no callback told of them. */
  missedCallbacks: number;
}

export const figuresOf = (signatures: readonly Signature[], now: number): Figures => {
  const completed = signatures.filter(({ status }) => status === "completed");
  const closed = signatures.filter((signature) => !isOpen(signature));
  const daysToSign = completed.flatMap(({ sent_at, requested_at, completed_at }) =>
    completed_at === null ? [] : [(Date.parse(completed_at) - Date.parse(sent_at ?? requested_at)) / DAY],
  );
  const ages = signatures.filter(isOpen).map(({ requested_at }) => (now - Date.parse(requested_at)) / DAY);
  const count = (status: Signature["status"]) => signatures.filter((each) => each.status === status).length;
  return {
    total: signatures.length,
    completedShare: closed.length === 0 ? undefined : completed.length / closed.length,
    medianDays: median(daysToSign),
    funnel: [
      { label: "Requested", count: signatures.length },
      { label: "Sent", count: signatures.filter(({ sent_at }) => sent_at !== null).length },
      { label: "First signature", count: signatures.filter(({ progress }) => progress.signed > 0).length },
      { label: "Completed", count: completed.length },
      { label: "Proved", count: signatures.filter(({ is_collected }) => is_collected).length },
    ],
    signing: spread(daysToSign, SIGNING),
    ageing: spread(ages, AGES),
    ended: [
      { label: "Declined", count: count("declined") },
      { label: "Expired", count: count("expired") },
      { label: "Cancelled", count: count("cancelled") },
      { label: "Failed", count: count("failed") },
    ],
    missedCallbacks: signatures.reduce((sum, each) => sum + each.missed_callbacks, 0),
  };
};
