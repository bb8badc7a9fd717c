-- Closed agreements that are not yet void at DigiSigner, for the list of what needs a person; and mails that were lost.
create index signatures_not_void on signatures (workspace_id, closed_at)
  where next_sync_at is not null and status in ('cancelled', 'expired', 'declined', 'failed');
create index mails_lost on mails (workspace_id, created_at) where state in ('failed', 'unknown');
