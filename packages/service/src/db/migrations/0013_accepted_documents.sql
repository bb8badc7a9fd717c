-- A person's word for a signed document that did not pass verification: it stays suspect, and is handed on.
alter table signature_documents
  add column accepted_at timestamptz,
  add column accepted_by text,
  add column accepted_reason text,
  add check (num_nulls(accepted_at, accepted_by, accepted_reason) in (0, 3)),
  add check (accepted_at is null or collection_state in ('suspect', 'verified'));

drop index signature_documents_troubled;
create index signature_documents_troubled on signature_documents (workspace_id, signature_id)
  include (collection_state) where collection_state in ('suspect', 'failed') and accepted_at is null;
