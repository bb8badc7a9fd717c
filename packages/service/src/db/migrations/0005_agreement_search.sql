-- The list of agreements at a million of them: every filter, search and order reads a bounded number of rows.

-- For the indexes below over rows that exist already.
set local maintenance_work_mem = '256MB';

-- Orders within one status; `signatures_by_age` and its sisters serve the list of all statuses.
create index signatures_by_status_age on signatures (workspace_id, status, requested_at desc, signature_id desc);
create index signatures_by_status_expiry on signatures (workspace_id, status, expires_at, signature_id);
create index signatures_by_status_change on signatures (workspace_id, status, updated_at desc, signature_id desc);

-- With what the list can be ordered by, so that a range of dates in another order is sorted without reading the rows.
drop index signatures_by_age;
create index signatures_by_age on signatures (workspace_id, requested_at desc, signature_id desc)
  include (expires_at, updated_at);

create index signers_by_role on signers (workspace_id, lower(role), signature_id) where role is not null;

-- What people type is compared in this form: lower case, single spaces, and a space before every word, also inside
-- addresses and file names, so that '% ab%' finds each word that begins with ab.
create function search_form(value text) returns text
  language sql immutable parallel safe
  return regexp_replace(
    regexp_replace(lower(value), '([^[:alnum:][:space:]])([[:alnum:]])', '\1 \2', 'g'),
    '[[:space:]]+', ' ', 'g'
  );

-- The pattern for LIKE. A term without three letters or digits in a row has no trigram of its own, and as a part of words
-- it would read the whole index: it is looked for at the beginning of words.
create function search_pattern(term text) returns text
  language sql immutable parallel safe
  return case when search_form(term) ~ '[[:alnum:]]{3}' or search_form(term) !~ '^[[:alnum:]]' then '%' else '% ' end
    || regexp_replace(search_form(term), '([\\%_])', '\\\1', 'g') || '%';

-- What is searched, apart from `signatures`: that row changes with every step of a signer and every look at DigiSigner, and
-- each change would enter some 200 trigrams anew. Kept by the triggers below, so that no writer can forget it.
create table signature_search (
  workspace_id text not null,
  signature_id text not null,
  -- As in signatures, so that the usual order needs no second table.
  requested_at timestamptz not null,
  -- Ids, title, subject, signers and documents, in search form.
  text text not null,
  -- Addresses and names of the signers, in search form.
  signers text not null,
  primary key (workspace_id, signature_id),
  foreign key (workspace_id, signature_id) references signatures on delete cascade
);

create view signature_search_source as
select
  s.workspace_id,
  s.signature_id,
  s.requested_at,
  search_form(
    concat_ws(' ', '', s.title, s.subject, people.words, papers.words, s.signature_id, s.digisigner_request_id)
  ) as text,
  search_form(concat_ws(' ', '', people.words)) as signers
from signatures s
cross join lateral (
  select string_agg(concat_ws(' ', p.email, p.name), ' ' order by p.position) as words
  from signers p
  where p.workspace_id = s.workspace_id and p.signature_id = s.signature_id
) people
cross join lateral (
  select string_agg(concat_ws(' ', d.title, d.file_name), ' ' order by p.position) as words
  from signature_documents p
  join documents d using (workspace_id, document_id)
  where p.workspace_id = s.workspace_id and p.signature_id = s.signature_id
) papers;

-- In the order of the list, so that reading it in order reads few pages.
insert into signature_search (workspace_id, signature_id, requested_at, text, signers)
select workspace_id, signature_id, requested_at, text, signers from signature_search_source order by requested_at;

create index signature_search_by_age on signature_search (workspace_id, requested_at desc, signature_id desc);

create function refresh_signature_search(workspace text, signature text) returns void
  language sql
begin atomic
  insert into signature_search as known (workspace_id, signature_id, requested_at, text, signers)
  select workspace_id, signature_id, requested_at, text, signers
  from signature_search_source
  where workspace_id = workspace and signature_id = signature
  on conflict (workspace_id, signature_id) do update
    set requested_at = excluded.requested_at, text = excluded.text, signers = excluded.signers
    where (known.requested_at, known.text, known.signers)
      is distinct from (excluded.requested_at, excluded.text, excluded.signers);
end;

create function signature_search_changed() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform refresh_signature_search(old.workspace_id, old.signature_id);
  else
    perform refresh_signature_search(new.workspace_id, new.signature_id);
  end if;
  return null;
end
$$;

create function document_words_changed() returns trigger
  language plpgsql as $$
begin
  perform refresh_signature_search(workspace_id, signature_id)
  from signature_documents
  where workspace_id = new.workspace_id and document_id = new.document_id;
  return null;
end
$$;

-- Deferred to the end of the transaction, when a new agreement has its documents and signers.
create constraint trigger signatures_are_searched
  after insert or update of title, subject, requested_at, digisigner_request_id on signatures
  deferrable initially deferred for each row execute function signature_search_changed();
create constraint trigger signers_are_searched
  after insert or update of email, name or delete on signers
  deferrable initially deferred for each row execute function signature_search_changed();
create constraint trigger signature_documents_are_searched
  after insert or delete on signature_documents
  deferrable initially deferred for each row execute function signature_search_changed();
create constraint trigger documents_are_searched
  after update of title, file_name on documents
  deferrable initially deferred for each row execute function document_words_changed();

-- pg_trgm comes with PostgreSQL and is trusted: whoever may create in the database may install it. Its operator class is
-- named with its schema, since an administrator may have put it into one outside the search path. The short list of pending
-- entries keeps both a search and the insert that empties it quick.
do $$
declare
  place text;
begin
  begin
    create extension if not exists pg_trgm;
  exception when insufficient_privilege or feature_not_supported or undefined_file then
    raise exception
      'the search of agreements needs the extension pg_trgm, which % cannot install: %; have an administrator run "create extension pg_trgm" once in the database %',
      current_user, sqlerrm, current_database();
  end;
  select n.nspname into strict place
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace
  where e.extname = 'pg_trgm';
  execute format(
    'create index signature_search_by_text on signature_search using gin (text %I.gin_trgm_ops) with (gin_pending_list_limit = 512)',
    place
  );
  execute format(
    'create index signature_search_by_signers on signature_search using gin (signers %I.gin_trgm_ops) with (gin_pending_list_limit = 512)',
    place
  );
  execute format(
    'create index documents_by_words on documents using gin (title %1$I.gin_trgm_ops, file_name %1$I.gin_trgm_ops) with (gin_pending_list_limit = 512)',
    place
  );
end
$$;

-- Without statistics the first searches after the upgrade would be planned blindly.
analyze signatures, signers, signature_documents, signature_search, documents;
