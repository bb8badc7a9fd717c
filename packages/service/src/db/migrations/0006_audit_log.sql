-- Who did what: one row per action, kept for ever, never changed.

create table audit_log (
  workspace_id text not null references workspaces,
  -- Starts with its time, so that the key is the order of the list.
  audit_id text not null,
  at timestamptz not null,
  -- One of AUDIT_ACTIONS in packages/contract.
  action text not null,
  actor_kind text not null check (actor_kind in ('key', 'person', 'library', 'desk', 'unknown')),
  actor_id text,
  -- As it was called then: a key may be gone when this is read.
  actor_name text not null,
  actor_role text,
  subject_type text,
  subject_id text,
  details jsonb not null,
  source_address text,
  request_id text,
  primary key (workspace_id, audit_id),
  check ((subject_type is null) = (subject_id is null))
);
create index audit_log_by_action on audit_log (workspace_id, action, audit_id);
create index audit_log_by_actor on audit_log (workspace_id, actor_id, audit_id) where actor_id is not null;
create index audit_log_by_subject on audit_log (workspace_id, subject_id, audit_id) where subject_id is not null;

-- Holds for every role, the table's owner included; whoever may alter the table can still switch it off.
create function refuse_audit_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only: % is refused', lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_log_is_append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_audit_log_change();
