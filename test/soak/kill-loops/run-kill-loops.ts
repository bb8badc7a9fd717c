// Kill loops: sends and completions while their workers are killed at random points and the sandbox fails too.
import { type Desk, startDesk } from "../desk.ts";
import { pause, type Service } from "../processes.ts";
import { type Random, randomFrom } from "../random.ts";
import { createFaults } from "./faults.ts";
import { findDoubles, judge, LISTED } from "./judge.ts";
import { type Invitation, requestSignatures, retryStopped, sign } from "./people.ts";

export interface KillLoopOptions {
  agreements: number;
  /** Kills while agreements are sent, and as many while they are completed. */
  kills: number;
  /** So many at most for the kills; afterwards the rest of the work goes on without. */
  seconds: number;
  /** Processes that send and collect. */
  workers: number;
  seed: number;
  report?: (line: string) => void;
}

/** The longest pauses before and after a kill; shorter ones when the time would not be enough. */
const PAUSES_MS = { before: 1_500, after: 2_000 };

/** Somebody else than the last time, so that a successor gets to work before it dies in its turn. */
const chooseVictim = (desk: Desk, random: Random, last: Service | undefined): Service | undefined => {
  const all = random.next() < 0.8 ? desk.workers : desk.http;
  const others = all.length > 1 ? all.filter((one) => one !== last) : all;
  return others[random.below(others.length)];
};

interface Phase {
  begin: (part: number) => Promise<void>;
  /** Hands out the work in as many parts as there are kills, so that each kill meets some of it under way. */
  parts: number;
  seconds: number;
  isOver: () => Promise<boolean>;
}

/** Each part meets faults of the sandbox too, and people see to what stopped. Resolves to the number of kills. */
const disturb = async (
  desk: Desk,
  phase: Phase,
  { random, note }: { random: Random; note: (doubles: readonly string[]) => void },
): Promise<number> => {
  const faults = createFaults(desk, random);
  const end = Date.now() + phase.seconds * 1000;
  const share = Math.min(1, (phase.seconds * 1000) / phase.parts / (PAUSES_MS.before + PAUSES_MS.after));
  let kills = 0;
  let last: Service | undefined;
  for (let part = 0; part < phase.parts; part += 1) {
    await faults.arm(phase.parts);
    const beginning = phase.begin(part);
    if (Date.now() < end) {
      await pause(random.below(PAUSES_MS.before) * share);
      last = chooseVictim(desk, random, last);
      await last?.kill();
      kills += 1;
    }
    await beginning;
    note(await findDoubles(desk));
    await retryStopped(desk);
    // Sometimes the next one dies while its predecessor's jobs are still held by a dead worker, sometimes not.
    if (Date.now() < end) await pause(random.below(PAUSES_MS.after) * share);
  }
  while (!(await phase.isOver())) {
    note(await findDoubles(desk));
    await retryStopped(desk);
    await pause(500);
  }
  await faults.disarm();
  return kills;
};

const count = async (desk: Desk, condition: string): Promise<number> =>
  Number(
    (await desk.query<{ n: string }>(`select count(*) as n from signatures s where ${condition}`))[0]?.n,
  );

/** Indexes of one part of the work, everything being spread evenly. */
const partOf = (all: number, parts: number, part: number): number[] =>
  Array.from({ length: all }, (_, index) => index).filter((index) => index % parts === part);

/** Resolves to the figures; `faults` is empty when nothing was doubled or forgotten. */
export const runKillLoops = async (options: KillLoopOptions) => {
  const { agreements, kills, report } = options;
  const started = performance.now();
  const since = (): number => Math.round((performance.now() - started) / 100) / 10;
  const random = randomFrom(options.seed);
  const desk = await startDesk({ http: 1, workers: options.workers });
  const seen = new Set<string>();
  const note = (doubles: readonly string[]): void => {
    for (const double of doubles) seen.add(double);
  };
  const deadline = Date.now() + (90 + 2 * options.seconds + agreements * 4) * 1000;
  const run = async (name: string, begin: Phase["begin"], resolved: string): Promise<number> => {
    const isOver = async (): Promise<boolean> =>
      Date.now() > deadline || (await count(desk, resolved)) >= agreements;
    const phase = { begin, parts: kills, seconds: options.seconds / 2, isOver };
    const done = await disturb(desk, phase, { random, note });
    report?.(`${name} with ${done} kills after ${since()} s`);
    return done;
  };
  try {
    const documentIds = [await desk.uploadAgreement(), await desk.uploadAgreement()];
    const killsOfSends = await run(
      "sent",
      async (part) => {
        for (const index of partOf(agreements, kills, part))
          await requestSignatures(desk, documentIds, index);
      },
      `s.status <> 'sending' or ${LISTED}`,
    );
    const { invitations } = await desk.sandbox.control("GET", "invitations");
    const open = (invitations as Invitation[]).filter((one) => one.status === "open");
    const killsOfCompletions = await run(
      "completed",
      async (part) => {
        for (const index of partOf(open.length, kills, part)) await sign(desk, open[index] as Invitation);
      },
      `s.collected_at is not null or ${LISTED}`,
    );
    const { faults, ...figures } = await judge(desk, agreements);
    faults.push(...seen);
    return {
      seed: options.seed,
      agreements,
      kills_of_sends: killsOfSends,
      kills_of_completions: killsOfCompletions,
      duplicate_live_requests: seen.size,
      ...figures,
      seconds: since(),
      faults,
    };
  } finally {
    await desk.stop();
  }
};
