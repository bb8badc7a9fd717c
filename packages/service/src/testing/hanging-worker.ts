// A worker process that takes a job and never finishes it; tests kill it. Its argument is a database URL.
import { pino } from "pino";
import { z } from "zod";
import { createQueue } from "../queue/create-queue.ts";
import { defineQueue, handledBy } from "../queue/queue.ts";

const connectionString = process.argv[2] ?? "";
const plain = defineQueue({ name: "plain", payload: z.object({ n: z.number() }) });

const queue = await createQueue({
  database: { connectionSettings: () => ({ connectionString }) },
  log: pino({ level: "silent" }),
  queues: [plain],
});
await queue.work([
  handledBy(plain, () => {
    process.send?.("working");
    return new Promise(() => undefined);
  }),
]);
process.send?.("ready");
