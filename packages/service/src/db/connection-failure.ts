// Says in one sentence why a PostgreSQL server cannot be used, without giving away its password.
import pg from "pg";
import { StartupError } from "../errors.ts";

/** Settings that a person has to correct; everything else may pass by itself. */
const SETTING_FAULTS = new Set(["28P01", "28000", "3D000", "ENOTFOUND", "ERR_INVALID_URL"]);

export function connectionFailure(cause: unknown, { host, port, database }: pg.Client): StartupError {
  const code = codeOf(cause);
  return new StartupError({
    code: "database_unreachable",
    message: `DATABASE_URL: cannot use the database ${database ?? ""} at ${host}:${port} (${reason(cause, code)}): start the server, correct DATABASE_URL, or unset it to use the embedded PostgreSQL.`,
    exitCode: SETTING_FAULTS.has(code) ? 78 : 75,
    cause,
  });
}

function reason(cause: unknown, code: string): string {
  if (cause instanceof pg.DatabaseError) return cause.message;
  // Connecting to a name with several addresses fails with all their errors and an empty message.
  const [first] = cause instanceof AggregateError ? cause.errors : [cause];
  const message = first instanceof Error ? first.message : String(first);
  return message || code;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
