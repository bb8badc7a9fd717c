// What the run's global setup tells test files about its PostgreSQL server.
import type { ConnectionSettings } from "../db/database.ts";

export type TestServer = {
  settings: ConnectionSettings;
  /** Starts the name of every database of this run. */
  prefix: string;
  /** A database with the migrated schema, to be cloned. */
  template: string;
};

declare module "vitest" {
  interface ProvidedContext {
    postgres: TestServer;
  }
}
