// Makes the queue's tables without starting it, for databases that are cloned from a template.
import { PgBoss } from "pg-boss";
import type { ConnectionSettings } from "../db/database.ts";

export async function installQueue(settings: ConnectionSettings): Promise<void> {
  const boss = new PgBoss({
    ...settings,
    schema: "pgboss",
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  await boss.stop({ graceful: false });
}
