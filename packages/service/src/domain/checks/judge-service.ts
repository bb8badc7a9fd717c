// Judges what serving stands on: the database, its schema and the storage.
import { type Finding, fail, pass, warn } from "@creditnexus/contract";
import type { CheckFacts } from "./facts.ts";

type ServiceFacts = Pick<CheckFacts, "database" | "migrations" | "storage">;

const judgeDatabase = ({ database }: ServiceFacts): Finding => {
  const where = { group: "Service", check: "database" } as const;
  if (!database.ok) {
    return fail(where, "database", `database: ${database.why}`, "Start PostgreSQL or correct DATABASE_URL.");
  }
  if (database.value.isStandby) {
    return fail(
      where,
      "read_only",
      "database: it is a standby and takes no writes, so callbacks and documents are refused",
      "Point DATABASE_URL to the primary, or promote this server.",
    );
  }
  if (database.value.isReadOnly) {
    return fail(
      where,
      "read_only",
      "database: it is read-only, so callbacks and documents are refused",
      "Set default_transaction_read_only to off for the database and its role, and restart the service.",
    );
  }
  return pass(where, "database: answers and can be written to");
};

const judgeMigrations = ({ migrations }: ServiceFacts): Finding[] => {
  const where = { group: "Service", check: "migrations" } as const;
  // The database's own finding says why they could not be read.
  if (!migrations.ok) return [];
  const { missing, unknown } = migrations.value;
  if (missing.length > 0) {
    return [
      fail(
        where,
        "behind",
        `migrations: the database lacks ${missing.join(", ")}`,
        "Restart the service: it brings the database up to date as it starts.",
      ),
    ];
  }
  if (unknown.length > 0) {
    return [
      warn(
        where,
        "ahead",
        `migrations: the database has ${unknown.join(", ")}, which this release does not know`,
        "Update this process to the release that the others run: it will not start again as it is.",
      ),
    ];
  }
  return [pass(where, "migrations: the database fits this release")];
};

const judgeStorage = ({ storage }: ServiceFacts): Finding => {
  const where = { group: "Service", check: "storage" } as const;
  if (storage.ok) return pass(where, "storage: can be written to");
  return fail(
    where,
    "storage",
    `storage: ${storage.why}`,
    "Free space in, or access to, DATA_DIR or the bucket of BLOB_URL.",
  );
};

/** What readiness is made of; a failure here means that the service cannot serve. */
export const judgeService = (facts: ServiceFacts): Finding[] => [
  judgeDatabase(facts),
  ...judgeMigrations(facts),
  judgeStorage(facts),
];
