// One soak: a storm of callbacks while everything around them is killed, and then the reckoning.
import { type Deed, doDeed, planDeeds, requestAgreements } from "./agreements.ts";
import { type Desk, startDesk } from "./desk.ts";
import { judgeEffects, judgeJournal, judgeStates } from "./judge.ts";
import { newLedger, type Post, runConnection } from "./poster.ts";
import { pause } from "./processes.ts";
import { type Random, randomFrom } from "./random.ts";
import { planStorm, type Storm } from "./storm.ts";
import { watchForRegressions } from "./watch.ts";

export interface SoakOptions {
  /** Callback posts that are wanted at least; those after cuts come on top. */
  posts: number;
  kills: number;
  crashes: number;
  agreements: number;
  /** Share of posts whose bytes were or will be posted before. */
  duplicates: number;
  /** Share of posts whose connection we cut. */
  cuts: number;
  connections: number;
  seed: number;
  /** Until every agreement has to be right after the last post. */
  healWithinSeconds: number;
  report?: (line: string) => void;
}

const FORGED_SHARE = 0.005;

/** The things that happen at a share of the posts, in order. */
const disturbances = (desk: Desk, options: SoakOptions, random: Random, note: (what: string) => void) => {
  const due: { at: number; run: () => Promise<void> }[] = [];
  for (let count = 0; count < options.kills; count += 1) {
    const victims = count % 2 === 0 ? desk.http : desk.workers;
    const victim = victims[random.below(victims.length)];
    due.push({
      at: ((count + random.next()) / options.kills) * 0.97 * options.posts,
      run: async () => {
        await victim?.kill();
        note("kill");
      },
    });
  }
  for (let count = 0; count < options.crashes; count += 1) {
    due.push({
      at: ((count + random.next()) / options.crashes) * 0.97 * options.posts,
      run: async () => {
        await desk.database.crash();
        note("crash");
        // A server that is still recovering from the last crash would make two of one.
        await desk.query("select 1");
      },
    });
  }
  return due.sort((a, b) => a.at - b.at);
};

const post = async (desk: Desk, storm: Storm, options: SoakOptions, deeds: Deed[]) => {
  const random = randomFrom(options.seed + 1);
  const ledger = newLedger(storm.distinct + 4 * deeds.length + 16);
  const counts = { kill: 0, crash: 0 };
  const due = disturbances(desk, options, random, (what) => {
    counts[what === "kill" ? "kill" : "crash"] += 1;
  });
  const failures: string[] = [];
  const begin = (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => void failures.push(`${what}: ${error}`));

  const told: Post[] = [];
  const tell = (event: object): void => {
    const number = storm.tell(event);
    const one = { number, body: storm.body(number), isAuthentic: true };
    told.push(one);
    // DigiSigner repeats itself.
    if (random.next() < options.duplicates) told.push(one);
  };
  const doNext = async (deed: Deed): Promise<void> => {
    await doDeed(desk, deed);
    if (deed.kind === "cancel") return;
    const { agreement, email } = deed;
    tell({ event_type: "DOCUMENT_SIGNED", document_id: agreement.documentId, signer_email: email });
    if (email !== agreement.emails.at(-1)) return;
    tell({
      event_type: "SIGNATURE_REQUEST_COMPLETED",
      signature_request: {
        signature_request_id: agreement.requestId,
        is_completed: true,
        documents: [{ document_id: agreement.documentId, signers: [] }],
      },
    });
  };

  let done = 0;
  let place = 0;
  let deedsDone = 0;
  const again: Post[] = [];
  let disturbing: Promise<void> = Promise.resolve();
  let acting: Promise<void> = Promise.resolve();
  const progress = (): void => {
    done += 1;
    while ((due[0]?.at ?? Number.POSITIVE_INFINITY) <= done) {
      const next = due.shift();
      if (next !== undefined) disturbing = disturbing.then(() => begin("disturbance", next.run()));
    }
    while (deedsDone < deeds.length && deedsDone / deeds.length < done / (0.85 * options.posts)) {
      const deed = deeds[deedsDone] as Deed;
      deedsDone += 1;
      acting = acting.then(() => begin(`${deed.kind} of ${deed.agreement.signatureId}`, doNext(deed)));
    }
    if (done % 10_000 === 0)
      options.report?.(`${done} acknowledged, ${counts.kill} kills, ${counts.crash} crashes`);
  };
  let isActing = true;
  const take = (): Post | "later" | undefined => {
    const repeated = told.shift() ?? again.shift();
    if (repeated !== undefined) return repeated;
    if (place < storm.order.length) {
      const number = storm.order[place] as number;
      if (random.next() < FORGED_SHARE) {
        return { number, body: storm.body(number), isAuthentic: false };
      }
      place += 1;
      return { number, body: storm.body(number), isAuthentic: true };
    }
    return isActing || done < storm.order.length + storm.told() ? "later" : undefined;
  };
  const connections = Array.from({ length: options.connections }, (_, index) =>
    runConnection({
      port: desk.http[index % desk.http.length]?.port ?? 0,
      take,
      again: (unsure) => void again.push(unsure),
      acknowledged: progress,
      ledger,
      random,
      cutShare: options.cuts,
    }),
  );
  const over = Promise.all(connections);
  while (done < storm.order.length) await Promise.race([over, pause(200)]);
  await acting;
  await disturbing;
  isActing = false;
  await over;
  return {
    ledger,
    counts,
    failures: [...failures, ...ledger.faults],
    left: due.length + deeds.length - deedsDone,
  };
};

const untilHealed = async (ask: () => Promise<string[]>, seconds: number): Promise<string[]> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const faults = await ask();
    if (faults.length === 0 || Date.now() > deadline) return faults;
    await pause(500);
  }
};

/** Resolves to the figures; `faults` is empty when every promise was kept. */
export const runSoak = async (options: SoakOptions) => {
  const started = performance.now();
  const since = (): number => Math.round((performance.now() - started) / 100) / 10;
  const random = randomFrom(options.seed);
  const desk = await startDesk({ http: 2, workers: 2 });
  try {
    const agreements = await requestAgreements(desk, options.agreements, random);
    await watchForRegressions(desk);
    const deeds = planDeeds(agreements, random);
    const storm = planStorm(agreements, options.posts, options.duplicates, options.seed);
    options.report?.(`${agreements.length} agreements sent after ${since()} s, ${deeds.length} deeds ahead`);
    const stormStarted = since();
    const { ledger, counts, failures, left } = await post(desk, storm, options, deeds);
    const stormSeconds = Math.round((since() - stormStarted) * 10) / 10;
    options.report?.(`all posted after ${since()} s`);
    const received =
      "select 1 as one from callback_journal where next_attempt_at is not null and outcome = 'received' limit 1";
    const waiting = await untilHealed(
      async () => (await desk.query(received)).map(() => "callbacks are still waiting"),
      options.healWithinSeconds,
    );
    const drained = since();
    const wrong = await untilHealed(() => judgeStates(desk, agreements), options.healWithinSeconds);
    options.report?.(`judged states after ${since()} s`);
    const lost = await judgeJournal(desk, storm, ledger);
    const { doubles, broken, regressions } = await judgeEffects(desk);
    const [{ rows = 0, marked = 0 } = {}] = await desk.query<{ rows: number; marked: number }>(
      "select count(*)::int as rows, count(*) filter (where is_duplicate)::int as marked from callback_journal",
    );
    const faults = [...failures, ...waiting, ...wrong, ...lost, ...doubles, ...broken, ...regressions];
    if (left > 0) faults.push(`${left} planned disturbances did not happen`);
    return {
      seed: options.seed,
      posts: ledger.posts,
      acknowledged: ledger.acknowledgements,
      rows,
      marked_as_duplicates: marked,
      forged_refused: ledger.refused,
      cut_after_commit: ledger.cutAfterCommit,
      cut_anywhere: ledger.cutAnywhere,
      broken_by_kills: ledger.broken,
      answered_503: ledger.unavailable,
      kills: counts.kill,
      crashes: counts.crash,
      agreements: agreements.length,
      deeds: deeds.length,
      lost: lost.length,
      double_effects: doubles.length + broken.length,
      regressions: regressions.length,
      wrong_states: wrong.length,
      storm_seconds: stormSeconds,
      posts_per_second: Math.round(ledger.posts / stormSeconds),
      healed_after_seconds: Math.round((drained - stormStarted - stormSeconds) * 10) / 10,
      seconds: since(),
      faults,
    };
  } finally {
    await desk.stop();
  }
};
