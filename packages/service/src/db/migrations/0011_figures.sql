-- Figures of a period and what needs a person, over everything and without reading the rows.

set local maintenance_work_mem = '256MB';

-- All that the figures count of an agreement; the figures of a year at a million agreements read this index alone.
create index signatures_in_figures on signatures (workspace_id, requested_at)
  include (status, sent_at, completed_at, collected_at);

-- Whether anybody signed what then ended without all signatures.
create index signer_documents_signed on signer_documents (workspace_id, signature_id) where status = 'signed';

-- What needs a person is always few.
create index signature_documents_troubled on signature_documents (workspace_id, signature_id)
  include (collection_state) where collection_state in ('suspect', 'failed');
create index signatures_troubled on signatures (workspace_id, signature_id)
  where status in ('sending', 'pending', 'in_progress') and (failure is not null or missed_callbacks > 0);
-- Rows enter it only when they are processed, so that taking a callback costs nothing more.
create index callback_journal_stuck on callback_journal (workspace_id, callback_id) where outcome in ('parked', 'dead');

-- When the reconciler found what no callback had told; signatures.missed_callbacks has only the sum.
create table repairs (
  workspace_id text not null,
  signature_id text not null,
  at timestamptz not null,
  -- Signings that were found at once.
  count integer not null check (count > 0),
  foreign key (workspace_id, signature_id) references signatures on delete cascade
);
create index repairs_by_time on repairs (workspace_id, at) include (count);
create index repairs_by_signature on repairs (workspace_id, signature_id);

-- Of those before, only the last change is known.
insert into repairs (workspace_id, signature_id, at, count)
select workspace_id, signature_id, updated_at, missed_callbacks from signatures where missed_callbacks > 0;
