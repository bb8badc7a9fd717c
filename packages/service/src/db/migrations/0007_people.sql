-- People who sign in with their organisation's identity provider. The subject is what a provider promises never to change or
-- to give to another person; names and addresses are shown, and never used to find somebody.
create table people (
  workspace_id text not null references workspaces,
  person_id text not null,
  issuer text not null,
  subject text not null,
  email text,
  name text,
  -- As the last sign-in gave it.
  role text not null check (role in ('viewer', 'sender', 'operator', 'admin')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (workspace_id, person_id),
  unique (workspace_id, issuer, subject)
);
create index people_by_age on people (workspace_id, created_at desc, person_id desc);

-- A session stands for a key or for a person.
alter table sessions alter column key_id drop not null;
alter table sessions add column person_id text;
alter table sessions add foreign key (workspace_id, person_id) references people on delete cascade;
alter table sessions add constraint sessions_of_key_or_person check (num_nonnulls(key_id, person_id) = 1);
create index sessions_by_person on sessions (workspace_id, person_id) where person_id is not null;
