-- A desk after years of work, with 18,000 companies: as many agreements as the setting bench.agreements says, one a minute until now, the same in
-- every run. Written in the schema of migration 0004, so that what comes later is filled by the migrations themselves.

-- Foreign keys are not asked for every row: what is written here is whole.
set session_replication_role = replica;
set timezone = 'UTC';

create function pick(number bigint, salt integer, choices integer) returns integer
  language sql immutable
  return (hashint8(number * 31 + salt) & 2147483647) % choices;

create function word(words text[], number bigint, salt integer) returns text
  language sql immutable
  return words[1 + pick(number, salt, array_length(words, 1))];

-- The first ten characters of an id made at that time.
create function crockford(milliseconds bigint) returns text
  language sql immutable
  return (
    select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + ((milliseconds >> (5 * n)) & 31)::integer, 1), '' order by n desc)
    from generate_series(0, 9) n
  );

create temporary table words as select
  array['Acme','Birch','Calder','Dunmore','Elgin','Fairway','Granite','Harbour','Ironbridge','Juniper','Kestrel','Langley',
    'Meridian','Northgate','Orchard','Pembroke','Quarry','Ravens','Sterling','Thornton','Ullswater','Vanguard','Westbrook',
    'Yarrow','Zephyr','Ashford','Beacon','Cobalt','Drayton','Everest'] as first_names,
  array['mere','ford','wick','dale','stead','bourne','field','gate','hurst','ley','mont','stone','thorpe','wood','worth',
    'combe','den','fell','ham','holm','lea','low','minster','moor','pool','shaw','side','ton','well','wyke'] as endings,
  array['Holdings','Shipping','Energy','Foods','Logistics','Textiles','Capital','Properties','Mining','Pharma','Software',
    'Airways','Timber','Steel','Motors','Insurance','Hotels','Media','Water','Rail'] as second_names,
  array['Term loan facility','Revolving facility','Security agreement','Guarantee','Intercreditor deed','Amendment letter',
    'Fee letter','Waiver request'] as kinds,
  array['Jane','Omar','Lucia','Henrik','Priya','Tomas','Aisha','Marek','Sofia','Daniel','Ingrid','Kofi','Yuki','Pablo',
    'Nadia','Viktor'] as given_names,
  array['Smith','Okafor','Lindqvist','Moreau','Tanaka','Novak','Silva','Haddad','Kovacs','Brandt','Nakamura','Ferreira',
    'Osei','Larsen','Petrov','Quinn'] as family_names;

insert into workspaces values ('wsp_default', 'Benchmark', now());

-- The first hundred are standard terms that many agreements share.
insert into documents
select 'wsp_default', 'doc_' || lpad(n::text, 26, '0'),
  case when n <= 100 then 'Standard terms ' || n else word(w.kinds, n, 1) || ' draft ' || n end,
  case when n <= 100 then 'standard-terms-' || n || '.pdf' else 'draft_' || n || '.pdf' end,
  250000, md5(n::text) || md5((-n)::text), 12, '[{"width":612,"height":792,"rotation":0}]', '{}',
  date_trunc('minute', now()) - interval '3 years', 'benchmark'
from words w, generate_series(1, current_setting('bench.agreements')::integer / 2) n;

insert into signatures (workspace_id, signature_id, title, status, provider, digisigner_request_id, subject, urgency,
  reminder_days, send_emails, use_text_tags, hide_text_tags, bundle, metadata, requested_by, requested_at, sent_at, expires_at,
  completed_at, closed_at, send_state, updated_at)
select 'wsp_default', 'sig_' || lpad(n::text, 26, '0'),
  word(w.kinds, n, 1) || ' – ' || word(w.first_names, n, 2) || word(w.endings, n, 102) || ' ' || word(w.second_names, n, 3) || ' '
    || pick(n, 4, 60) || ' (deal D-' || lpad(n::text, 7, '0') || ')',
  status, 'sandbox', md5('request' || n),
  case when pick(n, 5, 3) = 0 then 'Please sign before the ' || (1 + pick(n, 6, 28)) || 'th' end,
  'standard', '{7,3,1}', true, false, false, false, '{"book":"syndicated"}', 'benchmark', at, at + interval '1 minute', at + interval '30 days',
  case when status = 'completed' then at + interval '3 days' end,
  case when status not in ('pending', 'in_progress') then at + interval '3 days' end,
  'sent', at + make_interval(hours => pick(n, 7, 24 * 20))
from words w, generate_series(1, current_setting('bench.agreements')::integer) n,
lateral (
  select date_trunc('minute', now()) - make_interval(mins => current_setting('bench.agreements')::integer - n) as at,
    case
      -- The newest three of a hundred are open; nothing is being sent.
      when n > current_setting('bench.agreements')::integer * 0.97 and pick(n, 8, 3) = 0 then 'in_progress'
      when n > current_setting('bench.agreements')::integer * 0.97 and pick(n, 8, 3) = 1 then 'pending'
      when pick(n, 9, 20000) = 0 then 'failed'
      when pick(n, 10, 100) < 80 then 'completed'
      when pick(n, 10, 100) < 88 then 'expired'
      when pick(n, 10, 100) < 96 then 'cancelled'
      else 'declined'
    end as status
) fate;

insert into signature_documents (workspace_id, signature_id, document_id, position, collection_state)
select 'wsp_default', 'sig_' || lpad(n::text, 26, '0'), 'doc_' || lpad(d::text, 26, '0'), 0, 'waiting'
from generate_series(1, current_setting('bench.agreements')::integer) n,
lateral (
  select case when pick(n, 11, 5) = 0 then 1 + pick(n, 12, 100)
    else 101 + pick(n, 13, current_setting('bench.agreements')::integer / 2 - 100) end as d
) document;

insert into signers (workspace_id, signature_id, signer_id, position, email, name, role, signing_order)
select 'wsp_default', 'sig_' || lpad(n::text, 26, '0'), 'sgr_' || lpad((n * 3 + p)::text, 26, '0'), p,
  lower(person.given || '.' || person.family || pick(n, 14 + p, 400) || '@' || word(w.first_names, n, 2 + p) || word(w.endings, n, 102 + p) || '-'
    || word(w.second_names, n, 3 + p)) || '.example',
  person.given || ' ' || person.family,
  case when p = 0 then 'Borrower' when p = 1 then 'Lender'
    when pick(n, 15, 4000) = 0 then 'Witness' else 'Guarantor' end,
  p + 1
from words w, generate_series(1, current_setting('bench.agreements')::integer) n,
generate_series(0, case when pick(n, 16, 5) = 0 then 2 else 1 end) p,
lateral (select word(w.given_names, n, 17 + p) as given, word(w.family_names, n, 18 + p) as family) person;

insert into signer_documents (workspace_id, signature_id, signer_id, document_id, status, signed_at)
select s.workspace_id, s.signature_id, s.signer_id, d.document_id, share.status,
  case when share.status = 'signed' then a.requested_at + interval '2 days' end
from signers s join signature_documents d using (workspace_id, signature_id) join signatures a using (workspace_id, signature_id),
lateral (
  -- The first has signed wherever it came so far; of what ended without all signatures, every other one.
  select case
    when a.status = 'completed' then 'signed'
    when s.position = 0 and (a.status = 'in_progress' or (a.status <> 'pending' and pick(right(a.signature_id, 26)::bigint, 19, 2) = 0))
      then 'signed'
    else 'pending'
  end as status
) share;

-- Three callbacks each, as they came.
insert into callback_journal (workspace_id, callback_id, received_at, body, sha256, headers, source_address, authenticity,
  event_type, signature_id, outcome, processed_at)
select s.workspace_id, 'cbk_' || crockford(floor(extract(epoch from came.at) * 1000)::bigint) || lpad(c::text || right(s.signature_id, 8), 16, '0'),
  came.at, '{}', md5(s.signature_id || c), '{}', '127.0.0.1', 'token', 'DOCUMENT_SIGNED', s.signature_id, 'processed', came.at
from signatures s, generate_series(1, 3) c, lateral (select s.requested_at + make_interval(hours => c * 20) as at) came;

drop function crockford(bigint);
drop function word(text[], bigint, integer);
drop function pick(bigint, integer, integer);
