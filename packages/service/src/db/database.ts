// What an opened database is to the rest of the service.
import type { Kysely } from "kysely";
import type { Pool } from "pg";

/** How a client reaches a database; a part of `pg`'s own configuration. Holds the password: never log it. */
export type ConnectionSettings =
  | { connectionString: string }
  | {
      /** A host name, or the absolute directory of the server's Unix socket. */
      host: string;
      port: number;
      user: string;
      password?: string;
      database: string;
    };

/** `Schema` is the domain's table interface for Kysely. */
export type Database<Schema> = {
  kind: "embedded" | "external";
  kysely: Kysely<Schema>;
  pool: Pool;
  /** For clients with connections of their own (the job queue, tools). */
  connectionSettings(): ConnectionSettings;
  /** One round trip; fails with an `UnavailableError` when the server is away. For readiness. */
  ping(): Promise<void>;
  /** Closes the pool and stops the embedded server; leaves no process. Calling it twice is no error. */
  close(): Promise<void>;
};
