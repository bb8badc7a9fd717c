-- Everything one workspace owns. Each table and key starts with workspace_id, so that rows can be sharded by it later.

create table workspaces (
  workspace_id text primary key,
  name text not null,
  created_at timestamptz not null
);

-- Keys are random and long, so a plain SHA-256 cannot be turned back; only the first characters are kept to recognise one.
create table api_keys (
  workspace_id text not null references workspaces,
  key_id text not null,
  name text not null,
  role text not null check (role in ('viewer', 'sender', 'operator', 'admin')),
  prefix text not null,
  key_sha256 text not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, key_id)
);

create table sessions (
  workspace_id text not null,
  session_sha256 text not null,
  key_id text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, session_sha256),
  foreign key (workspace_id, key_id) references api_keys on delete cascade
);
create unique index sessions_by_hash on sessions (session_sha256);

create table idempotency_keys (
  workspace_id text not null,
  actor text not null,
  idempotency_key text not null,
  operation text not null,
  request_sha256 text not null,
  -- Null while the first call is still running.
  response_status integer,
  response_body jsonb,
  created_at timestamptz not null,
  locked_until timestamptz not null,
  primary key (workspace_id, actor, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table documents (
  workspace_id text not null references workspaces,
  document_id text not null,
  title text not null,
  file_name text not null,
  size integer not null,
  sha256 text not null,
  page_count integer not null,
  pages jsonb not null,
  metadata jsonb not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (workspace_id, document_id)
);
create index documents_by_age on documents (workspace_id, created_at desc, document_id desc);
create index documents_by_blob on documents (sha256);

create table signatures (
  workspace_id text not null references workspaces,
  signature_id text not null,
  title text not null,
  status text not null check (
    status in ('sending', 'pending', 'in_progress', 'completed', 'declined', 'expired', 'cancelled', 'failed')
  ),
  provider text not null check (provider in ('sandbox', 'digisigner')),
  digisigner_request_id text,
  subject text,
  message text,
  urgency text not null,
  reminder_days integer[] not null,
  send_emails boolean not null,
  use_text_tags boolean not null,
  hide_text_tags boolean not null,
  bundle boolean not null,
  redirect_after_signing_to_url text,
  metadata jsonb not null,
  requested_by text not null,
  requested_at timestamptz not null,
  sent_at timestamptz,
  expires_at timestamptz not null,
  completed_at timestamptz,
  closed_at timestamptz,
  closed_reason text,
  collected_at timestamptz,
  last_synced_at timestamptz,
  -- When the reconciler looks next; null when nothing more is expected from DigiSigner.
  next_sync_at timestamptz,
  sync_step integer not null default 0,
  failure jsonb,
  -- Fencing token of the send job: every run takes the next number and may write only while it is still the newest.
  send_attempt integer not null default 0,
  -- creating: the create call may have reached DigiSigner, its outcome is unknown until request_id is recorded.
  send_state text not null default 'queued' check (send_state in ('queued', 'uploading', 'creating', 'sent', 'stopped')),
  updated_at timestamptz not null,
  primary key (workspace_id, signature_id)
);
create unique index signatures_by_provider_id on signatures (workspace_id, digisigner_request_id)
  where digisigner_request_id is not null;
create index signatures_by_age on signatures (workspace_id, requested_at desc, signature_id desc);
create index signatures_by_expiry on signatures (workspace_id, expires_at, signature_id);
create index signatures_by_change on signatures (workspace_id, updated_at desc, signature_id desc);
create index signatures_due on signatures (next_sync_at) where next_sync_at is not null;

create table signature_documents (
  workspace_id text not null,
  signature_id text not null,
  document_id text not null,
  position integer not null,
  digisigner_document_id text,
  collection_state text not null default 'waiting' check (
    collection_state in ('waiting', 'collecting', 'verified', 'suspect', 'failed')
  ),
  signed_sha256 text,
  signed_size integer,
  collected_at timestamptz,
  checks jsonb not null default '[]',
  primary key (workspace_id, signature_id, document_id),
  foreign key (workspace_id, signature_id) references signatures,
  foreign key (workspace_id, document_id) references documents
);
create index signature_documents_by_document on signature_documents (workspace_id, document_id);
create index signature_documents_by_provider_id on signature_documents (workspace_id, digisigner_document_id)
  where digisigner_document_id is not null;
create index signature_documents_by_blob on signature_documents (signed_sha256) where signed_sha256 is not null;

create table signers (
  workspace_id text not null,
  signature_id text not null,
  signer_id text not null,
  position integer not null,
  email text not null,
  name text,
  role text,
  signing_order integer,
  primary key (workspace_id, signature_id, signer_id),
  foreign key (workspace_id, signature_id) references signatures
);
create index signers_by_email on signers (workspace_id, lower(email));

-- Which signer signs which document, and whether that has happened.
create table signer_documents (
  workspace_id text not null,
  signature_id text not null,
  signer_id text not null,
  document_id text not null,
  status text not null default 'pending' check (status in ('pending', 'signed')),
  signed_at timestamptz,
  fields jsonb not null default '[]',
  -- AES-256-GCM; whoever holds the link can sign, whoever holds the code can open the document.
  sign_document_url_encrypted bytea,
  access_code_encrypted bytea,
  primary key (workspace_id, signature_id, signer_id, document_id),
  foreign key (workspace_id, signature_id, signer_id) references signers,
  foreign key (workspace_id, signature_id, document_id) references signature_documents
);

-- Every document that was ever uploaded to DigiSigner for a signature, so that none is forgotten there.
create table send_uploads (
  workspace_id text not null,
  signature_id text not null,
  digisigner_document_id text not null,
  document_id text not null,
  send_attempt integer not null,
  -- sent: part of the live request; uploaded without being part of it, it is to be deleted.
  state text not null check (state in ('uploaded', 'sent', 'deleted')),
  uploaded_at timestamptz not null,
  deleted_at timestamptz,
  primary key (workspace_id, signature_id, digisigner_document_id),
  foreign key (workspace_id, signature_id) references signatures
);

create index send_uploads_left on send_uploads (workspace_id, signature_id) where state <> 'deleted';

-- The audit chain: entries of one signature are numbered without gaps and each carries the hash of the one before.
create table timeline (
  workspace_id text not null,
  signature_id text not null,
  sequence integer not null,
  entry_id text not null,
  at timestamptz not null,
  kind text not null,
  source text not null check (source in ('digisigner_callback', 'digisigner_api', 'person', 'desk')),
  actor text not null,
  summary text not null,
  data jsonb not null,
  callback_id text,
  previous_hash text,
  hash text not null,
  primary key (workspace_id, signature_id, sequence),
  unique (workspace_id, entry_id),
  foreign key (workspace_id, signature_id) references signatures
);

-- What DigiSigner posted, byte for byte. Filled by a plain insert; workers claim rows whose next_attempt_at is due.
create table callback_journal (
  workspace_id text not null,
  callback_id text not null,
  received_at timestamptz not null,
  body bytea not null,
  sha256 text not null,
  headers jsonb not null,
  source_address text not null,
  authenticity text not null check (authenticity in ('hmac', 'token', 'none')),
  event_type text,
  event_time timestamptz,
  digisigner_request_id text,
  digisigner_document_id text,
  signer_email text,
  signature_id text,
  outcome text not null default 'received' check (
    outcome in ('received', 'processed', 'ignored', 'unmatched', 'parked', 'dead')
  ),
  outcome_detail text,
  is_duplicate boolean not null default false,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  processed_at timestamptz,
  primary key (workspace_id, callback_id)
);
create index callback_journal_due on callback_journal (next_attempt_at) where next_attempt_at is not null;
create index callback_journal_by_body on callback_journal (workspace_id, sha256, callback_id);
create index callback_journal_by_signature on callback_journal (workspace_id, signature_id, callback_id)
  where signature_id is not null;
create index callback_journal_unmatched on callback_journal (workspace_id, digisigner_request_id)
  where outcome = 'unmatched';
