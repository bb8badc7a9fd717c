-- Mails in the signer's language, and mails to whoever sent the request.

alter table signatures
  add column language text not null default 'en' check (language in ('en', 'de', 'fr', 'es')),
  -- Who answers the signers' questions and is told of the completion.
  add column sender_email text;

-- Null: the request's.
alter table signers add column language text check (language in ('en', 'de', 'fr', 'es'));

-- A mail without a signer goes to sender_email; still each goes out once.
alter table mails drop constraint mails_pkey;
alter table mails
  alter column signer_id drop not null,
  add constraint mails_once unique nulls not distinct (workspace_id, signature_id, signer_id, mail_key),
  add foreign key (workspace_id, signature_id) references signatures;
