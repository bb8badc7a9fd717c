// The questions behind the figures and what needs a person, each with the time that it may take at a million.
import type { Client } from "@creditnexus/contract";

export type FigureCase = {
  name: string;
  limitMs: number;
  /** Answers how many agreements were counted. */
  ask: (client: Client, round: number, signal: AbortSignal) => Promise<number>;
};

const DAY_MS = 86_400_000;

/** The days that people choose from; a year is half a million agreements of the benchmark. */
const PERIODS = [
  { days: 1, limitMs: 100 },
  { days: 7, limitMs: 100 },
  { days: 30, limitMs: 300 },
  { days: 90, limitMs: 1_000 },
  { days: 365, limitMs: 3_000 },
];

export const figureCases = (end: Date): FigureCase[] => [
  ...PERIODS.map(
    ({ days, limitMs }): FigureCase => ({
      name: `figures of ${days} days`,
      limitMs,
      async ask(client, round, signal) {
        // A little earlier each time, so that no two are the same.
        const to = new Date(end.getTime() - round * 1000);
        const from = new Date(to.getTime() - days * DAY_MS);
        const query = { from: from.toISOString(), to: to.toISOString() };
        return (await client.figures(query, { signal })).funnel.requested;
      },
    }),
  ),
  {
    name: "what needs a person",
    limitMs: 100,
    ask: async (client, _round, signal) => (await client.attention({}, { signal })).total,
  },
];
