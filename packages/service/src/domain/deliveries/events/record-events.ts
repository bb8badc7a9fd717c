// Makes events of the timeline entries that other systems are told of, in the transaction that appends them.
import type { Transaction } from "kysely";
import type { Schema } from "../../../db/schema.ts";
import { readAbout } from "./about-signature.ts";
import { builderOf, type ToldEntry } from "./event-of-entry.ts";
import { insertEvents } from "./insert-events.ts";

/**
 * Called by the timeline itself and not by use cases: whatever is recorded is told, and none of them can forget it. An
 * event carries the id of its entry, so that the two can be found from each other.
 */
export const recordEvents = async (
  transaction: Transaction<Schema>,
  target: { workspaceId: string; signatureId: string; at: Date },
  entries: readonly ToldEntry[],
): Promise<void> => {
  const told = entries.filter((entry) => builderOf(entry.kind) !== undefined);
  if (told.length === 0) return;
  const about = await readAbout(transaction, target);
  const events = told.flatMap((entry) => {
    const body = builderOf(entry.kind)?.(entry, about);
    return body === undefined ? [] : [{ eventId: entry.entryId, signatureId: target.signatureId, body }];
  });
  await insertEvents(transaction, target, events);
};
