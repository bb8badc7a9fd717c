-- Outbound webhooks: who is told of what, the bytes that were fixed when it happened, and every attempt to deliver them.

create table webhook_endpoints (
  workspace_id text not null references workspaces,
  endpoint_id text not null,
  url text not null,
  description text,
  -- Empty: every event.
  events text[] not null,
  secret_encrypted bytea not null,
  -- Signs beside the present one until then.
  previous_secret_encrypted bytea,
  previous_secret_until timestamptz,
  state text not null default 'active' check (state in ('active', 'disabled')),
  disabled_reason text,
  disabled_at timestamptz,
  -- The first failure after the last success; null while all is well.
  failing_since timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, endpoint_id)
);

-- event_id is the webhook-id of every attempt; for events of a signature it is the id of the timeline entry behind it.
create table webhook_events (
  workspace_id text not null references workspaces,
  event_id text not null,
  type text not null,
  signature_id text,
  occurred_at timestamptz not null,
  -- The exact bytes of every attempt, now and in a replay.
  payload bytea not null,
  primary key (workspace_id, event_id)
);
create index webhook_events_by_time on webhook_events (workspace_id, occurred_at, event_id);

create table webhook_deliveries (
  workspace_id text not null,
  delivery_id text not null,
  endpoint_id text not null,
  event_id text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  -- Failures since the schedule last began; a redelivery begins it anew.
  step integer not null default 0,
  -- Attempts begun, also those whose process ended before it could record how they went.
  attempts integer not null default 0,
  -- While an attempt is under way: when somebody else may try, should its process have ended.
  next_attempt_at timestamptz,
  last_attempt_at timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (workspace_id, delivery_id),
  unique (workspace_id, endpoint_id, event_id),
  foreign key (workspace_id, endpoint_id) references webhook_endpoints on delete cascade,
  foreign key (workspace_id, event_id) references webhook_events
);
-- Read per endpoint, so that a long line before one receiver does not hold up the others.
create index webhook_deliveries_due on webhook_deliveries (workspace_id, endpoint_id, next_attempt_at)
  where next_attempt_at is not null;
create index webhook_deliveries_by_endpoint on webhook_deliveries (workspace_id, endpoint_id, delivery_id desc);
create index webhook_deliveries_by_event on webhook_deliveries (workspace_id, event_id);

-- Written when an attempt begins; without a duration it is under way, or its process ended before the answer.
create table webhook_attempts (
  workspace_id text not null,
  delivery_id text not null,
  attempt integer not null,
  started_at timestamptz not null,
  duration_ms integer,
  status integer,
  error text,
  -- The beginning of what the receiver answered.
  response_body text,
  primary key (workspace_id, delivery_id, attempt),
  foreign key (workspace_id, delivery_id) references webhook_deliveries on delete cascade
);
