// The commands below `creditnexus jobs`: work that failed for good, and trying it again.
import type { DeadLetter } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import { type Column, table } from "../terminal/table.ts";

type Failed = z.infer<typeof DeadLetter>;

const columns: Column<Failed>[] = [
  { title: "JOB", value: (job) => job.job_id },
  { title: "QUEUE", value: (job) => job.queue },
  { title: "SIGNATURE", value: (job) => job.signature_id ?? "–" },
  { title: "FAILED", value: (job) => shortTime(job.failed_at) },
  { title: "CAUSE", value: (job) => safeText(job.cause), flexible: true },
];

export const failed = command({
  name: "jobs failed",
  summary: "List work that failed for good, with its cause",
  arguments: {},
  flags: {},
  examples: [{ does: "what waits for a person", line: "creditnexus jobs failed" }],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async (_input, context) => {
    const found = await context.desk.deadLetters.list();
    const { terminal } = context;
    return {
      data: found,
      text: () =>
        found.dead_letters.length === 0
          ? "Nothing failed for good."
          : table(found.dead_letters, columns, { width: terminal.width, heading: terminal.style.dim }),
    };
  },
});

export const retry = command({
  name: "jobs retry",
  summary: "Put work that failed for good back in line; all of it when none is named",
  arguments: {
    job: { schema: z.array(z.string()).optional(), summary: "job ids", many: true, optional: true },
  },
  flags: {},
  examples: [{ does: "after the cause is gone", line: "creditnexus jobs retry" }],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ job }, context) => {
    const done = await context.desk.deadLetters.retry(
      job === undefined || job.length === 0 ? undefined : job,
    );
    return { data: done, text: () => `${done.retried} jobs are tried again.` };
  },
});
