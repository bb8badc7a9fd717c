// A process that holds an embedded database open; tests kill it. Its argument is the directory of the cluster.
import { pino } from "pino";
import { openDatabase } from "../db/open-database.ts";

const log = pino({ level: "silent" });
try {
  const database = await openDatabase({
    database: { kind: "embedded", directory: process.argv[2] ?? "" },
    log,
  });
  const { rows } = await database.pool.query("select current_setting('data_directory') as directory");
  // An idle pool keeps no process alive.
  const alive = setInterval(() => undefined, 60_000);
  process.once("SIGTERM", () => {
    clearInterval(alive);
    return database.close();
  });
  process.stdout.write(`${JSON.stringify({ ...rows[0], ...database.connectionSettings() })}\n`);
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`,
  );
  process.exitCode = 1;
}
