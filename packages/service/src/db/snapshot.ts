// Reads several tables as they were at one moment.
import type { Kysely, Transaction } from "kysely";

/**
 * Without it, a change committed between two of the reads shows half: an agreement that is still pending, with a signer
 * who has signed. Inside a transaction it is that transaction that reads; one that decides on what it reads locks first.
 */
export const inSnapshot = <Schema, T>(
  db: Kysely<Schema>,
  read: (snapshot: Transaction<Schema> | Kysely<Schema>) => Promise<T>,
): Promise<T> =>
  db.isTransaction
    ? read(db)
    : db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(read);
