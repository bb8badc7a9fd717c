-- Reminders, corrections, and what the reconciler had to repair.

alter table signatures
  -- The signature that this one was made from, with a corrected address.
  add column resent_from text,
  -- Facts that the truth had and no callback had told.
  add column missed_callbacks integer not null default 0,
  add column next_reminder_at timestamptz;
create index signatures_by_origin on signatures (workspace_id, resent_from) where resent_from is not null;
create index signatures_to_remind on signatures (next_reminder_at) where next_reminder_at is not null;

-- A code itself is forgotten once DigiSigner has it; that there was one decides what a correction must bring again.
alter table signer_documents add column has_access_code boolean not null default false;

-- Mails of ours to signers; the key makes each of them unique, so that none goes out twice.
create table mails (
  workspace_id text not null,
  signature_id text not null,
  signer_id text not null,
  -- before:7 (days before expiry), by_hand:…, cancelled
  mail_key text not null,
  -- sending: handed to the mail server; found in this state again, its outcome is unknown and it is not repeated.
  state text not null check (state in ('queued', 'sending', 'sent', 'skipped', 'unknown', 'failed')),
  detail text,
  requested_by text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (workspace_id, signature_id, signer_id, mail_key),
  foreign key (workspace_id, signature_id, signer_id) references signers
);
