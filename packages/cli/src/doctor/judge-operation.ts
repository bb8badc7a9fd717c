// Checks of what keeps the desk running: room on the disk, mail, and workers that work.
import type { Facts } from "./facts.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

const MEGABYTE = 1024 * 1024;
const FAIL_BELOW = 200 * MEGABYTE;
const WARN_BELOW = 2048 * MEGABYTE;
/** Workers look at new callbacks within a second; half a minute means that none runs. */
const WORKER_SILENT_MS = 30_000;

const judgeDisk = ({ disk, settings }: Facts): Finding[] => {
  if (disk === undefined) return [];
  const where = { group: "Operation", check: "disk" } as const;
  const left = `${Math.floor(disk.free / MEGABYTE)} MB are free in ${settings.dataDir}`;
  const fix =
    "Make room, or move DATA_DIR to a larger disk: documents and callbacks are refused when it is full.";
  if (disk.free < FAIL_BELOW) return [fail(where, "disk_full", `only ${left}`, fix)];
  if (disk.free < WARN_BELOW) return [warn(where, "disk_low", `only ${left}`, fix)];
  return [pass(where, left)];
};

const judgeMail = ({ mail }: Facts): Finding[] => {
  if (mail === undefined) return [];
  const where = { group: "Operation", check: "mail" } as const;
  if (mail.kind === "greeted") return [pass(where, "the mail server of SMTP_URL answers")];
  return [
    fail(
      where,
      "mail_refused",
      `the mail server of SMTP_URL does not take mail: ${mail.why}`,
      "Check host, port and scheme in SMTP_URL (smtps:// for port 465), and the firewall.",
    ),
  ];
};

const judgeWorker = ({ journal, now }: Facts): Finding[] => {
  const waiting = (journal ?? []).filter(
    (one) => one.outcome === "received" && now.getTime() - Date.parse(one.received_at) > WORKER_SILENT_MS,
  );
  if (waiting.length === 0) return [];
  const where = { group: "Operation", check: "worker" } as const;
  return [
    fail(
      where,
      "worker_silent",
      `${waiting.length} callbacks were stored and nobody works on them`,
      "Start a worker: `npm start`, or `npm start -- --only worker` beside `--only http`.",
    ),
  ];
};

const judgeWork = ({ failedJobs, failingEndpoints }: Facts): Finding[] => {
  const findings: Finding[] = [];
  const [job] = failedJobs ?? [];
  if (job !== undefined) {
    findings.push(
      warn(
        { group: "Operation", check: "jobs" },
        "failed_for_good",
        `${failedJobs?.length} jobs failed for good, such as one of ${job.queue}: ${job.cause}`,
        "creditnexus jobs failed, and creditnexus jobs retry when the cause is gone.",
      ),
    );
  }
  for (const { endpoint_id, since } of failingEndpoints ?? []) {
    findings.push(
      warn(
        { group: "Operation", check: "webhooks" },
        "endpoint_failing",
        `${endpoint_id} has taken no delivery since ${since.slice(0, 16).replace("T", " ")}`,
        `creditnexus webhooks deliveries --endpoint ${endpoint_id} shows what it answers.`,
      ),
    );
  }
  return findings;
};

export const judgeOperation = (facts: Facts): Finding[] => [
  ...judgeDisk(facts),
  ...judgeMail(facts),
  ...judgeWorker(facts),
  ...judgeWork(facts),
];
