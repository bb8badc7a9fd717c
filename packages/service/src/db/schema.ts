// The tables as Kysely sees them; the columns are explained in migrations/*.sql.
import type { DraftContent, PresetContent } from "@creditnexus/contract";
import type { ColumnType, Generated } from "kysely";

/** JSON goes in as text (pg would turn an array into a PostgreSQL array) and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;
type JsonDefault<T> = ColumnType<T, string | undefined, string>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

export type SignatureStatusColumn =
  | "sending"
  | "pending"
  | "in_progress"
  | "completed"
  | "declined"
  | "expired"
  | "cancelled"
  | "failed";

export type LanguageColumn = "en" | "de" | "fr" | "es";
export type PageColumn = { width: number; height: number; rotation: number };
export type FailureColumn = { code: string; detail: string; retryable: boolean };
export type CheckColumn = { name: string; outcome: "pass" | "warn" | "fail"; detail: string };
export type FieldColumn = {
  type: "SIGNATURE" | "DATE" | "TEXT" | "INITIALS" | "CHECKBOX" | "RADIO" | "ATTACHMENT";
  page: number;
  rectangle: [number, number, number, number];
  apiId?: string | undefined;
  groupId?: string | undefined;
  content?: string | undefined;
  label?: string | undefined;
  required?: boolean | undefined;
  readOnly?: boolean | undefined;
};

export interface WorkspacesTable {
  workspace_id: string;
  name: string;
  created_at: Date;
}

export interface ApiKeysTable {
  workspace_id: string;
  key_id: string;
  name: string;
  role: "viewer" | "sender" | "operator" | "admin";
  prefix: string;
  key_sha256: string;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface PeopleTable {
  workspace_id: string;
  person_id: string;
  issuer: string;
  subject: string;
  email: string | null;
  name: string | null;
  role: "viewer" | "sender" | "operator" | "admin";
  created_at: Date;
  last_seen_at: Date;
}

export interface SessionsTable {
  workspace_id: string;
  session_sha256: string;
  key_id: string | null;
  person_id: string | null;
  created_at: Date;
  expires_at: Date;
}

export interface IdempotencyKeysTable {
  workspace_id: string;
  actor: string;
  idempotency_key: string;
  operation: string;
  request_sha256: string;
  response_status: number | null;
  response_body: NullableJson<unknown>;
  created_at: Date;
  locked_until: Date;
}

export interface DocumentsTable {
  workspace_id: string;
  document_id: string;
  title: string;
  file_name: string;
  size: number;
  sha256: string;
  page_count: number;
  pages: Json<PageColumn[]>;
  metadata: Json<Record<string, string>>;
  created_at: Date;
  created_by: string;
}

export interface SignaturesTable {
  workspace_id: string;
  signature_id: string;
  title: string;
  status: SignatureStatusColumn;
  provider: "sandbox" | "digisigner";
  digisigner_request_id: string | null;
  subject: string | null;
  message: string | null;
  urgency: "standard" | "time_sensitive" | "complex";
  reminder_days: number[];
  send_emails: boolean;
  language: Generated<LanguageColumn>;
  sender_email: string | null;
  use_text_tags: boolean;
  hide_text_tags: boolean;
  bundle: boolean;
  redirect_after_signing_to_url: string | null;
  metadata: Json<Record<string, string>>;
  requested_by: string;
  requested_at: Date;
  sent_at: Date | null;
  expires_at: Date;
  completed_at: Date | null;
  closed_at: Date | null;
  closed_reason: string | null;
  collected_at: Date | null;
  last_synced_at: Date | null;
  next_sync_at: Date | null;
  sync_step: Generated<number>;
  failure: NullableJson<FailureColumn>;
  send_attempt: Generated<number>;
  send_state: Generated<"queued" | "uploading" | "creating" | "sent" | "stopped">;
  resent_from: string | null;
  missed_callbacks: Generated<number>;
  next_reminder_at: Date | null;
  updated_at: Date;
}

export interface SignatureSearchTable {
  workspace_id: string;
  signature_id: string;
  requested_at: Date;
  text: string;
  signers: string;
}

export interface SignatureDocumentsTable {
  workspace_id: string;
  signature_id: string;
  document_id: string;
  position: number;
  digisigner_document_id: string | null;
  collection_state: Generated<"waiting" | "collecting" | "verified" | "suspect" | "failed">;
  signed_sha256: string | null;
  signed_size: number | null;
  collected_at: Date | null;
  checks: JsonDefault<CheckColumn[]>;
  accepted_at: Date | null;
  accepted_by: string | null;
  accepted_reason: string | null;
}

export interface SignersTable {
  workspace_id: string;
  signature_id: string;
  signer_id: string;
  position: number;
  email: string;
  name: string | null;
  role: string | null;
  signing_order: number | null;
  language: LanguageColumn | null;
}

export interface SignerDocumentsTable {
  workspace_id: string;
  signature_id: string;
  signer_id: string;
  document_id: string;
  status: Generated<"pending" | "signed">;
  signed_at: Date | null;
  fields: JsonDefault<FieldColumn[]>;
  sign_document_url_encrypted: Buffer | null;
  access_code_encrypted: Buffer | null;
  has_access_code: Generated<boolean>;
}

export interface SendUploadsTable {
  workspace_id: string;
  signature_id: string;
  digisigner_document_id: string;
  document_id: string;
  send_attempt: number;
  state: "uploaded" | "offered" | "sent" | "condemned" | "deleted";
  uploaded_at: Date;
  deleted_at: Date | null;
}

export interface TimelineTable {
  workspace_id: string;
  signature_id: string;
  sequence: number;
  entry_id: string;
  at: Date;
  kind: string;
  source: "digisigner_api" | "person" | "desk";
  actor: string;
  summary: string;
  data: Json<Record<string, unknown>>;
  callback_id: string | null;
  previous_hash: string | null;
  hash: string;
}

export interface MailsTable {
  workspace_id: string;
  signature_id: string;
  /** Null: to the request's `sender_email`. */
  signer_id: string | null;
  mail_key: string;
  state: "queued" | "sending" | "sent" | "skipped" | "unknown" | "failed";
  detail: string | null;
  requested_by: string;
  created_at: Date;
  sent_at: Date | null;
}

export interface WebhookEndpointsTable {
  workspace_id: string;
  endpoint_id: string;
  url: string;
  description: string | null;
  events: string[];
  secret_encrypted: Buffer;
  previous_secret_encrypted: Buffer | null;
  previous_secret_until: Date | null;
  state: Generated<"active" | "disabled">;
  disabled_reason: string | null;
  disabled_at: Date | null;
  failing_since: Date | null;
  created_at: Date;
}

export interface WebhookEventsTable {
  workspace_id: string;
  event_id: string;
  type: string;
  signature_id: string | null;
  occurred_at: Date;
  payload: Buffer;
}

export interface WebhookDeliveriesTable {
  workspace_id: string;
  delivery_id: string;
  endpoint_id: string;
  event_id: string;
  state: Generated<"pending" | "delivered" | "failed">;
  step: Generated<number>;
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  last_attempt_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  created_at: Date;
  delivered_at: Date | null;
}

export interface WebhookAttemptsTable {
  workspace_id: string;
  delivery_id: string;
  attempt: number;
  started_at: Date;
  duration_ms: number | null;
  status: number | null;
  error: string | null;
  response_body: string | null;
}

export interface CallbackJournalTable {
  workspace_id: string;
  callback_id: string;
  received_at: Date;
  body: Buffer;
  sha256: string;
  headers: Json<Record<string, string>>;
  source_address: string;
  authenticity: "hmac" | "token" | "none";
  event_type: string | null;
  event_time: Date | null;
  digisigner_request_id: string | null;
  digisigner_document_id: string | null;
  signer_email: string | null;
  signature_id: string | null;
  outcome: Generated<"received" | "processed" | "ignored" | "unmatched" | "parked" | "dead">;
  outcome_detail: string | null;
  is_duplicate: Generated<boolean>;
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  processed_at: Date | null;
}

export interface AuditLogTable {
  workspace_id: string;
  audit_id: string;
  at: Date;
  action: string;
  actor_kind: "key" | "person" | "library" | "desk" | "unknown";
  actor_id: string | null;
  actor_name: string;
  actor_role: "viewer" | "sender" | "operator" | "admin" | null;
  subject_type: string | null;
  subject_id: string | null;
  details: Json<Record<string, unknown>>;
  source_address: string | null;
  request_id: string | null;
}

export interface RepairsTable {
  workspace_id: string;
  signature_id: string;
  at: Date;
  count: number;
}

export interface DraftsTable {
  workspace_id: string;
  draft_id: string;
  owner: string;
  version: Generated<number>;
  content: Json<DraftContent>;
  created_at: Date;
  updated_at: Date;
}

export interface DraftDocumentsTable {
  workspace_id: string;
  draft_id: string;
  document_id: string;
  position: number;
}

export interface PresetsTable {
  workspace_id: string;
  preset_id: string;
  name: string;
  version: Generated<number>;
  content: Json<PresetContent>;
  created_at: Date;
  updated_at: Date;
  updated_by: string;
}

/** All tables of the service, for `Kysely<Schema>`. */
export interface Schema {
  workspaces: WorkspacesTable;
  api_keys: ApiKeysTable;
  people: PeopleTable;
  sessions: SessionsTable;
  idempotency_keys: IdempotencyKeysTable;
  documents: DocumentsTable;
  signatures: SignaturesTable;
  signature_search: SignatureSearchTable;
  signature_documents: SignatureDocumentsTable;
  signers: SignersTable;
  signer_documents: SignerDocumentsTable;
  send_uploads: SendUploadsTable;
  timeline: TimelineTable;
  callback_journal: CallbackJournalTable;
  mails: MailsTable;
  webhook_endpoints: WebhookEndpointsTable;
  webhook_events: WebhookEventsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_attempts: WebhookAttemptsTable;
  audit_log: AuditLogTable;
  drafts: DraftsTable;
  draft_documents: DraftDocumentsTable;
  presets: PresetsTable;
  repairs: RepairsTable;
}
