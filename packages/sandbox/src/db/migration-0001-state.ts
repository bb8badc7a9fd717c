// The first migration: accounts, documents, requests, signers, fields, callbacks, mailbox, audit and faults.
export const migration0001 = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  account_id TEXT PRIMARY KEY,
  api_key TEXT NOT NULL UNIQUE,
  mode TEXT NOT NULL CHECK (mode IN ('TEST', 'PROD')),
  document_signed_url TEXT,
  signature_request_completed_url TEXT,
  callback_secret TEXT,
  credits INTEGER,
  from_name TEXT NOT NULL,
  default_subject TEXT NOT NULL,
  default_message TEXT NOT NULL
) STRICT;

-- File bytes, addressed by their SHA-256.
CREATE TABLE contents (
  content_id TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE documents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts,
  kind TEXT NOT NULL CHECK (kind IN ('upload', 'copy', 'template')),
  template_id TEXT,
  title TEXT NOT NULL,
  pages TEXT NOT NULL,
  base_content TEXT NOT NULL REFERENCES contents,
  current_content TEXT NOT NULL REFERENCES contents,
  sealed INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX documents_by_base_content ON documents (base_content);
CREATE INDEX documents_by_current_content ON documents (current_content);

CREATE TABLE requests (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts,
  options TEXT NOT NULL,
  completed_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE request_documents (
  request_id TEXT NOT NULL REFERENCES requests (request_id),
  position INTEGER NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (document_id),
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  message TEXT NOT NULL,
  content TEXT NOT NULL REFERENCES contents,
  finished INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (request_id, position)
) STRICT;
CREATE INDEX request_documents_by_document ON request_documents (document_id);
CREATE INDEX request_documents_by_content ON request_documents (content);

CREATE TABLE invitations (
  invitation_id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests (request_id),
  position INTEGER NOT NULL,
  email TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'signed', 'cancelled')),
  access_code_hash TEXT,
  wrong_codes INTEGER NOT NULL DEFAULT 0,
  invited_at INTEGER,
  signed_at INTEGER
) STRICT;
CREATE INDEX invitations_by_request ON invitations (request_id, position);

CREATE TABLE access_grants (
  token_hash TEXT PRIMARY KEY,
  invitation_id TEXT NOT NULL REFERENCES invitations,
  granted_at INTEGER NOT NULL
) STRICT;

-- One signer of one document; a bundle's invitation has several of them.
CREATE TABLE signers (
  signer_id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  document_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  invitation_id TEXT NOT NULL REFERENCES invitations,
  email TEXT NOT NULL,
  role TEXT,
  sign_order INTEGER,
  signed_at INTEGER,
  FOREIGN KEY (request_id, document_position) REFERENCES request_documents (request_id, position)
) STRICT;
CREATE INDEX signers_by_request ON signers (request_id, document_position, position);
CREATE INDEX signers_by_invitation ON signers (invitation_id);

-- Fields of a template have neither request nor signer; fields of a role nobody has, no signer.
CREATE TABLE fields (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  field_id TEXT NOT NULL UNIQUE,
  document_id TEXT NOT NULL REFERENCES documents (document_id),
  request_id TEXT,
  document_position INTEGER,
  signer_id TEXT REFERENCES signers,
  api_id TEXT NOT NULL,
  role TEXT,
  type TEXT NOT NULL,
  page INTEGER NOT NULL,
  rectangle TEXT NOT NULL,
  required INTEGER NOT NULL,
  read_only INTEGER NOT NULL,
  content TEXT,
  submitted_content TEXT,
  label TEXT,
  group_id TEXT,
  name TEXT,
  box_index INTEGER,
  font_size REAL,
  max_length INTEGER,
  alignment TEXT,
  filled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX fields_by_document ON fields (document_id);
CREATE INDEX fields_by_request ON fields (request_id, document_position);
CREATE INDEX fields_by_signer ON fields (signer_id);

CREATE TABLE attachments (
  attachment_id TEXT PRIMARY KEY,
  invitation_id TEXT NOT NULL REFERENCES invitations,
  field_id TEXT NOT NULL REFERENCES fields (field_id),
  filename TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content TEXT NOT NULL REFERENCES contents,
  submitted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attachments_by_field ON attachments (field_id);
CREATE INDEX attachments_by_content ON attachments (content);
CREATE INDEX attachments_by_invitation ON attachments (invitation_id);

CREATE TABLE callbacks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  callback_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts,
  request_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  document_id TEXT,
  signer_email TEXT,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'gave_up', 'no_url', 'dropped')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_due INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX callbacks_due ON callbacks (state, next_due);

CREATE TABLE callback_attempts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  callback_id TEXT NOT NULL REFERENCES callbacks (callback_id),
  at INTEGER NOT NULL,
  url TEXT NOT NULL,
  status INTEGER,
  body TEXT,
  error TEXT,
  next_due INTEGER
) STRICT;
CREATE INDEX callback_attempts_by_callback ON callback_attempts (callback_id);

CREATE TABLE mails (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  mail_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT,
  links TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('sandbox', 'smtp'))
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  account_id TEXT,
  request_id TEXT,
  document_id TEXT,
  email TEXT,
  detail TEXT
) STRICT;

CREATE TABLE faults (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  fault_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  parameters TEXT NOT NULL,
  remaining INTEGER,
  hits INTEGER NOT NULL DEFAULT 0
) STRICT;
`;
