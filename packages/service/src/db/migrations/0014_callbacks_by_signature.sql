-- One index instead of two for the callbacks of a signature. The one by callback had a key of its own for every row, inserted
-- all over it: a fifth of what the journal's update wrote to the log. By time of processing, the rows of a batch share their
-- key, which is kept once; what is asked for in the order of arrival is sorted, of one signature's callbacks.
set local maintenance_work_mem = '256MB';

create index callback_journal_of_signature on callback_journal (workspace_id, signature_id, processed_at)
  where signature_id is not null;
drop index callback_journal_by_signature;
drop index callback_journal_processed;
