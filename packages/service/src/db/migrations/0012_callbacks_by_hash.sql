-- Equal bodies are found by the first 48 bits of their hash. The whole hash as a key made the largest index of the journal,
-- whose pages are hit at random: after each checkpoint nearly every callback had a page of it written to the log whole, and a
-- server that comes back from a crash has all that to read.

set local maintenance_work_mem = '256MB';

create index callback_journal_by_hash on callback_journal (left(sha256, 12));
drop index callback_journal_by_body;

-- For the planner's statistics, rows of a sample are read, and each page that is read for the first time after a checkpoint is
-- written to the log whole. At the default, 30,000 pages of a large journal each time it has grown by a tenth; what is asked
-- of it needs no fine statistics.
do $$
declare
  name text;
begin
  for name in
    select attname from pg_attribute
    where attrelid = 'callback_journal'::regclass and attnum > 0 and not attisdropped
  loop
    execute format('alter table callback_journal alter column %I set statistics 20', name);
  end loop;
end
$$;
alter index callback_journal_by_hash alter column 1 set statistics 20;
