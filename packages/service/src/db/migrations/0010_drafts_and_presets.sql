-- Requests that are being written, and what is sent again and again.

create table drafts (
  workspace_id text not null references workspaces,
  draft_id text not null,
  -- Whoever made it: the person, or the key. Nobody else sees it.
  owner text not null,
  -- Goes up by one with each save, so that a save from an older state is noticed.
  version integer not null default 1,
  -- As in DraftContent of packages/contract; never an access code.
  content jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, draft_id)
);
create index drafts_by_owner on drafts (workspace_id, owner, updated_at desc, draft_id desc);

-- What a draft names cannot be removed under it: the second key has no cascade.
create table draft_documents (
  workspace_id text not null,
  draft_id text not null,
  document_id text not null,
  position integer not null,
  primary key (workspace_id, draft_id, document_id),
  foreign key (workspace_id, draft_id) references drafts on delete cascade,
  foreign key (workspace_id, document_id) references documents
);
create index draft_documents_by_document on draft_documents (workspace_id, document_id);

-- Of the whole workspace.
create table presets (
  workspace_id text not null references workspaces,
  preset_id text not null,
  name text not null,
  version integer not null default 1,
  -- As in PresetContent of packages/contract; never an access code.
  content jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (workspace_id, preset_id)
);
create unique index presets_by_name on presets (workspace_id, lower(name));
