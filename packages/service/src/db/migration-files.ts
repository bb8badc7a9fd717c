// Reads the numbered SQL files that make up the schema.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export type Migration = {
  version: number;
  /** File name, as in `0001_documents.sql`. */
  name: string;
  sql: string;
  /** Hex SHA-256 of the file. */
  checksum: string;
};

/** Those of this service. */
export const MIGRATIONS_DIRECTORY = join(import.meta.dirname, "migrations");

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/;

/** In order. Fails on a name that does not fit, a gap or a number used twice. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(FILE_NAME.exec(name)?.[1]);
      if (version !== index + 1) {
        throw new Error(
          `migration ${name}: expected ${String(index + 1).padStart(4, "0")}_words_in_snake_case.sql, numbered from 0001 without gaps`,
        );
      }
      const sql = await readFile(join(directory, name), "utf8");
      return { version, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
