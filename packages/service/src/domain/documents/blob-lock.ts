// Serialises the storing and the discarding of equal bytes, so that neither takes the blob away from the other.
import { type Kysely, sql, type Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";

/** Held until the transaction ends. */
export const lockBlob = async (transaction: Transaction<Schema>, sha256: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`blob:${sha256}`}, 0))`.execute(transaction);
};

const isUsed = async (db: Kysely<Schema>, sha256: string): Promise<boolean> => {
  const document = db.selectFrom("documents").select("sha256").where("sha256", "=", sha256);
  const signed = db
    .selectFrom("signature_documents")
    .select("signed_sha256 as sha256")
    .where("signed_sha256", "=", sha256)
    .$castTo<{ sha256: string }>();
  return (await document.unionAll(signed).limit(1).executeTakeFirst()) !== undefined;
};

/** Removes the blob unless some row still refers to it. */
export const discardBlob = async (
  deps: { db: Kysely<Schema>; blobs: { delete(sha256: string): Promise<void> } },
  sha256: string,
): Promise<void> => {
  await deps.db.transaction().execute(async (transaction) => {
    await lockBlob(transaction, sha256);
    if (!(await isUsed(transaction, sha256))) await deps.blobs.delete(sha256);
  });
};
