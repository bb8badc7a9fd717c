-- Equal bodies are found by the first 48 bits of their hash. The whole hash as a key made the largest index of the journal,
-- whose pages are hit at random: after each checkpoint nearly every callback had a page of it written to the log whole, and a
-- server that comes back from a crash has all that to read.

set local maintenance_work_mem = '256MB';

create index callback_journal_by_hash on callback_journal (left(sha256, 12));
drop index callback_journal_by_body;
