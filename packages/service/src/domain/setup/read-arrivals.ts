// The newest callback of each kind that DigiSigner posted about an agreement sent through the provider in use.
import type { Setup } from "@creditnexus/contract";
import { type Kysely, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Authenticity } from "../callbacks/callback.ts";

type Arrivals = Setup["arrived"];

/** The journal may be long, and a URL that was never entered must not cost all of it at each look. */
const LOOK_BACK_CALLBACKS = 5_000;

type Row = { callback_id: string; event_type: string; received_at: Date; authenticity: Authenticity };

const arrivalOf = (rows: readonly Row[], eventType: string): Setup["last_callback"] => {
  const row = rows.find((one) => one.event_type === eventType);
  return row === undefined ? null : { ...row, received_at: row.received_at.toISOString() };
};

/**
 * Only one that belongs to an agreement counts: anyone may post the rest, and after a change from the sandbox to the real
 * DigiSigner in the same database, the sandbox's callbacks prove nothing about the account's settings.
 */
export const readArrivals = async (
  db: Kysely<Schema>,
  workspaceId: string,
  provider: Setup["provider"],
): Promise<Arrivals> => {
  const { rows } = await sql<Row>`
    select distinct on (recent.event_type)
      recent.callback_id, recent.event_type, recent.received_at, recent.authenticity
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
    where recent.event_type in ('DOCUMENT_SIGNED', 'SIGNATURE_REQUEST_COMPLETED')
    order by recent.event_type, recent.callback_id desc`.execute(db);
  return {
    document_signed: arrivalOf(rows, "DOCUMENT_SIGNED"),
    signature_request_completed: arrivalOf(rows, "SIGNATURE_REQUEST_COMPLETED"),
  };
};

/** An id starts with its time of receipt. */
export const newestOf = ({
  document_signed: signed,
  signature_request_completed: completed,
}: Arrivals): Setup["last_callback"] => {
  if (signed === null || completed === null) return signed ?? completed;
  return signed.callback_id > completed.callback_id ? signed : completed;
};
