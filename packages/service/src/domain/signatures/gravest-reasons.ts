// Which agreements need a person, each once, for its gravest reason.
import { ATTENTION_KINDS, type AttentionKind } from "@creditnexus/contract";
import { type RawBuilder, sql } from "kysely";

const DAY_MS = 86_400_000;
/** What ended badly is news for so long. */
const FRESH_MS = 14 * DAY_MS;
const EXPIRING_MS = 7 * DAY_MS;
/** For so long a callback that a look of ours overtook may be under way. Asked for beside what the partial index holds. */
const OVERTAKEN_MS = 10_000;
/** Until then deleting at DigiSigner is a matter of course; its tries go on after that. */
const VOID_WITHIN_MS = 900_000;

/** `urgency` is larger for what comes first within its kind. Each branch reads an index that holds little else. */
const candidates = (workspaceId: string, now: Date) => {
  const open = sql`workspace_id = ${workspaceId} and status in ('sending', 'pending', 'in_progress')`;
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const soon = new Date(now.getTime() + EXPIRING_MS);
  return sql`
    select signature_id, case when collection_state = 'suspect' then 'suspect' else 'uncollected' end as kind,
      0::float8 as urgency
    from signature_documents
    where workspace_id = ${workspaceId} and collection_state in ('suspect', 'failed')
      and accepted_at is null
    union all
    select signature_id, 'not_void', extract(epoch from closed_at)::float8 from signatures
    where workspace_id = ${workspaceId} and status in ('cancelled', 'expired', 'declined', 'failed')
      and next_sync_at is not null and closed_at <= ${before(VOID_WITHIN_MS)}
      and exists (
        select 1 from send_uploads u where u.workspace_id = signatures.workspace_id
          and u.signature_id = signatures.signature_id and u.state <> 'deleted'
      )
    union all
    select signature_id, status, extract(epoch from updated_at)::float8 from signatures
    where workspace_id = ${workspaceId} and status in ('failed', 'declined') and updated_at >= ${before(FRESH_MS)}
    union all
    select signature_id, case when failure is not null then 'stopped' else 'drift' end,
      -extract(epoch from expires_at)::float8
    from signatures where ${open} and (failure is not null or missed_callbacks > 0)
      and (failure is not null or not exists (
        select 1 from repairs r where r.workspace_id = signatures.workspace_id
          and r.signature_id = signatures.signature_id and r.at > ${before(OVERTAKEN_MS)}
      ))
    union all
    select signature_id, case when expires_at <= ${now} then 'overdue' else 'expiring' end,
      -extract(epoch from expires_at)::float8
    from signatures where ${open} and expires_at <= ${soon}`;
};

type Reason = { signature_id: string; kind: AttentionKind; urgency: number; rank: number };

/** A query: `rank` is 1 for the gravest kind. */
export const gravestReasons = (workspaceId: string, now: Date): RawBuilder<Reason> => sql`
  select distinct on (signature_id) signature_id, kind, urgency,
    array_position(${[...ATTENTION_KINDS]}::text[], kind) as rank
  from (${candidates(workspaceId, now)}) as candidates order by signature_id, rank, urgency desc`;
