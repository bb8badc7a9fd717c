// The newest callback of each kind that DigiSigner posted about an agreement sent through the provider in use.
import type { Setup } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Authenticity } from "../callbacks/callback.ts";

type Arrivals = Setup["arrived"];

/** The journal may be long, and a URL that was never entered must not cost all of it at each look. */
const LOOK_BACK_CALLBACKS = 5_000;

/**
 * Only one that belongs to an agreement counts: anyone may post the rest, and after a change from the sandbox to the real
 * DigiSigner in the same database, the sandbox's callbacks prove nothing about the account's settings.
 */
const readArrival = async (
  db: Kysely<Schema>,
  workspaceId: string,
  provider: Setup["provider"],
  eventType: string,
): Promise<Setup["last_callback"]> => {
  const { rows } = await sql<{ callback_id: string; received_at: Date; authenticity: Authenticity }>`
    select recent.callback_id, recent.received_at, recent.authenticity
    from (
      select callback_id, received_at, authenticity, event_type, signature_id
      from callback_journal
      where workspace_id = ${workspaceId}
      order by callback_id desc
      limit ${LOOK_BACK_CALLBACKS}
    ) as recent
    join signatures on signatures.workspace_id = ${workspaceId}
      and signatures.signature_id = recent.signature_id
      and signatures.provider = ${provider}
    where recent.event_type = ${eventType}
    order by recent.callback_id desc
    limit 1`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { callback_id, received_at, authenticity } = row;
  return { callback_id, event_type: eventType, received_at: received_at.toISOString(), authenticity };
};

export const readArrivals = async (
  db: Kysely<Schema>,
  workspaceId: string,
  provider: Setup["provider"],
): Promise<Arrivals> => {
  const [document_signed, signature_request_completed] = await Promise.all([
    readArrival(db, workspaceId, provider, "DOCUMENT_SIGNED"),
    readArrival(db, workspaceId, provider, "SIGNATURE_REQUEST_COMPLETED"),
  ]);
  return { document_signed, signature_request_completed };
};

/** An id starts with its time of receipt. */
export const newestOf = ({
  document_signed: signed,
  signature_request_completed: completed,
}: Arrivals): Setup["last_callback"] => {
  if (signed === null || completed === null) return signed ?? completed;
  return signed.callback_id > completed.callback_id ? signed : completed;
};
