// `npm run soak`: the full storm with its kills and crashes; `-- --kill-loops`: killed sends and completions instead.
// Either ends in one line of JSON and the exit code.
import { parseArgs } from "node:util";
import { runKillLoops } from "./kill-loops/run-kill-loops.ts";
import { runSoak } from "./run-soak.ts";

/** Of the whole storm, its healing and judging included. */
const MOST_SECONDS = 600;

const { values } = parseArgs({
  options: {
    "kill-loops": { type: "boolean", default: false },
    posts: { type: "string", default: "1000000" },
    kills: { type: "string" },
    minutes: { type: "string", default: "10" },
    workers: { type: "string", default: "3" },
    crashes: { type: "string", default: "15" },
    agreements: { type: "string" },
    connections: { type: "string", default: "64" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});
// Whoever stops it early wants its processes stopped as well: they end with this one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const common = { seed: Number(values.seed), report: (line: string) => console.error(line) };

const { faults, ...figures } = values["kill-loops"]
  ? await runKillLoops({
      ...common,
      agreements: Number(values.agreements ?? 500),
      kills: Number(values.kills ?? 500),
      // Of the kills; what is under way then still needs its time.
      seconds: Number(values.minutes) * 60,
      workers: Number(values.workers),
    })
  : await runSoak({
      ...common,
      posts: Number(values.posts),
      kills: Number(values.kills ?? 100),
      crashes: Number(values.crashes),
      agreements: Number(values.agreements ?? 60),
      connections: Number(values.connections),
      duplicates: 0.25,
      cuts: 0.02,
      healWithinSeconds: 180,
    });
if (!values["kill-loops"] && figures.seconds > MOST_SECONDS) {
  faults.push(`it took ${figures.seconds} s, and a storm may take ${MOST_SECONDS} s`);
}
for (const fault of faults.slice(0, 50)) console.error(fault);
console.log(JSON.stringify({ ...figures, faults: faults.length }));
process.exitCode = faults.length === 0 ? 0 : 1;
