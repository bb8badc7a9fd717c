// Judges what keeps the desk running: workers that work, nothing given up, and room on the disk.
import { type Finding, fail, judgeDisk, pass, warn } from "@creditnexus/contract";
import type { CheckFacts, WorkFacts } from "./facts.ts";

const START_WORKER = "Start a worker: `npm start`, or `npm start -- --only worker` beside `--only http`.";

const judgeWorker = ({ work, journal }: CheckFacts): Finding[] => {
  if (!work.ok) return [];
  const where = { group: "Operation", check: "worker" } as const;
  if (work.value.workers === 0) {
    return [
      fail(
        where,
        "no_worker",
        "no worker runs: nothing is sent, read or collected, and callbacks lie where they came",
        START_WORKER,
      ),
    ];
  }
  const untouched = journal.ok ? journal.value.untouched : 0;
  if (untouched > 0) {
    return [
      fail(
        where,
        "worker_silent",
        `${untouched} callbacks were stored and nobody works on them`,
        "Restart the worker, and look at its log.",
      ),
    ];
  }
  return [pass(where, "a worker runs and keeps up with the callbacks")];
};

const minutesSince = (since: Date, now: Date): number =>
  Math.round((now.getTime() - since.getTime()) / 60_000);

const judgeBacklog = ({ overdueJobs, overdueLooks, workers }: WorkFacts, now: Date): Finding[] => {
  const where = { group: "Operation", check: "backlog" } as const;
  const [oldest] = overdueJobs;
  const fix =
    workers === 0 ? START_WORKER : "Start another worker (`--only worker`), and look at the log of this one.";
  const findings: Finding[] = [];
  if (oldest !== undefined) {
    const count = overdueJobs.reduce((sum, one) => sum + one.count, 0);
    findings.push(
      warn(
        where,
        "jobs_late",
        `${count} jobs are late, the oldest, of ${oldest.queue}, by ${minutesSince(oldest.since, now)} minutes`,
        fix,
      ),
    );
  }
  if (overdueLooks > 0) {
    findings.push(
      warn(
        where,
        "looks_late",
        `${overdueLooks} agreements should have been looked up at DigiSigner ten minutes ago or more`,
        fix,
      ),
    );
  }
  return findings.length > 0 ? findings : [pass(where, "no job is late")];
};

const judgeDeadLetters = ({ deadLetters: { count, newest } }: WorkFacts): Finding[] => {
  if (newest === undefined) return [];
  return [
    warn(
      { group: "Operation", check: "jobs" },
      "failed_for_good",
      `${count} jobs failed for good, such as one of ${newest.queue}: ${newest.cause}`,
      "creditnexus jobs failed, and creditnexus jobs retry when the cause is gone.",
    ),
  ];
};

const judgeEndpoints = ({ failingEndpoints }: WorkFacts): Finding[] =>
  failingEndpoints.map(({ endpointId, since }) =>
    warn(
      { group: "Operation", check: "webhooks" },
      "endpoint_failing",
      `${endpointId} has taken no delivery since ${since.toISOString().slice(0, 16).replace("T", " ")}`,
      `creditnexus webhooks deliveries --endpoint ${endpointId} shows what it answers.`,
    ),
  );

export const judgeOperation = (facts: CheckFacts): Finding[] => [
  ...judgeWorker(facts),
  ...(facts.work.ok
    ? [
        ...judgeBacklog(facts.work.value, facts.now),
        ...judgeDeadLetters(facts.work.value),
        ...judgeEndpoints(facts.work.value),
      ]
    : []),
  ...(facts.disk === undefined ? [] : [judgeDisk(facts.disk)]),
];
