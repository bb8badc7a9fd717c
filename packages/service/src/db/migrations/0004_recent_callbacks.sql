-- Whether a callback about a signature was processed a moment ago, asked for every batch of the journal: without this, each
-- batch reads all callbacks that its signatures ever had (measured with 20,000 each: 7 s a batch). Rows enter it only when
-- they are processed, so that taking a callback costs nothing more.
create index callback_journal_processed on callback_journal (workspace_id, signature_id, processed_at)
  where signature_id is not null and processed_at is not null;
