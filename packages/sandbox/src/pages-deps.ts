// What the human-facing pages may read and do: a narrow view of the sandbox, so that pages never see SQL.
import type { InvitationStatus, SigningSession } from "./signing/session.ts";

/** One mail in the sandbox's mailbox: its own invitations and notices, and all that SMTP caught. */
export interface MailItem {
  id: string;
  /** RFC 3339, on the sandbox's clock. */
  at: string;
  from: string;
  /** Where answers go, when that is not `from`. */
  reply_to?: string;
  to: string[];
  subject: string;
  text: string;
  html?: string;
  /** Absolute URLs found in the mail, in order. */
  links: string[];
  /** `sandbox` wrote it itself, `smtp` caught it. */
  source: "sandbox" | "smtp";
}

export interface InvitationItem {
  invitation_id: string;
  signature_request_id: string;
  email: string;
  role?: string;
  order?: number;
  status: InvitationStatus;
  document_ids: string[];
  sign_document_url: string;
}

export interface RequestItem {
  signature_request_id: string;
  /** RFC 3339. */
  created_at: string;
  is_completed: boolean;
  send_emails: boolean;
  embedded: boolean;
  bundle: boolean;
  documents: {
    document_id: string;
    title: string;
    cancelled: boolean;
    signers: { email: string; role?: string; order?: number; status: InvitationStatus }[];
  }[];
}

export interface DocumentItem {
  document_id: string;
  kind: "upload" | "copy" | "template";
  title: string;
  page_count: number;
  size: number;
  created_at: string;
  deleted: boolean;
  sealed: boolean;
}

export interface CallbackAttempt {
  at: string;
  url: string;
  /** HTTP status answered; absent when there was no answer. */
  status?: number;
  /** Body answered, cut after 2,000 characters. */
  body?: string;
  error?: string;
  next_due?: string;
}

export interface CallbackItem {
  id: string;
  event_type: "DOCUMENT_SIGNED" | "SIGNATURE_REQUEST_COMPLETED";
  signature_request_id: string;
  document_id?: string;
  signer_email?: string;
  created_at: string;
  /** `dropped`: a fault swallowed it. `no_url`: none was set. `gave_up`: the last retry failed. */
  state: "pending" | "accepted" | "gave_up" | "no_url" | "dropped";
  /** The body sent, exactly. */
  payload: string;
  next_due?: string;
  attempts: CallbackAttempt[];
}

export interface SettingsItem {
  api_key: string;
  mode: "TEST" | "PROD";
  callback_urls: { document_signed?: string; signature_request_completed?: string };
  /** Set: callbacks carry `X-DigiSigner-Signature: sha256=<hex HMAC of the body>`. */
  callback_secret?: string;
  /** Credits left; absent means unlimited. */
  credits?: number;
}

export interface ClockItem {
  /** The sandbox's time, RFC 3339. */
  now: string;
  /** Sandbox seconds per real second. */
  scale: number;
  /** Sandbox time minus real time, in milliseconds. */
  offset_ms: number;
}

export interface FaultItem {
  id: string;
  name: string;
  parameters: Record<string, unknown>;
  /** How often it still applies; absent means until removed. */
  remaining?: number;
  hits: number;
}

export interface FaultDescription {
  name: string;
  parameters: Record<string, string>;
  effect: string;
  /** What a client should see. */
  client_sees: string;
}

/** A partial change of the settings; `null` clears an optional value. */
export interface SettingsChange {
  api_key?: string | undefined;
  mode?: "TEST" | "PROD" | undefined;
  callback_urls?:
    | { document_signed?: string | null | undefined; signature_request_completed?: string | null | undefined }
    | undefined;
  callback_secret?: string | null | undefined;
  credits?: number | null | undefined;
}

/**
 * Handed to `pages(deps)`. All lists are newest first except invitations (signing order). Buttons in the
 * browser may equally call the control API under `/_sandbox`, which has the same words.
 */
export interface PageDeps {
  /** Where browsers reach the sandbox, without a trailing slash, including a path prefix if there is one. */
  publicUrl(): string;
  /** What a signer sees; `cookieHeader` decides whether the access code was given. Unknown id: undefined. */
  session(invitationId: string, cookieHeader?: string): Promise<SigningSession | undefined>;
  mails(): MailItem[];
  mail(id: string): MailItem | undefined;
  requests(): RequestItem[];
  invitations(filter?: { signature_request_id?: string }): InvitationItem[];
  documents(): DocumentItem[];
  callbacks(): CallbackItem[];
  redeliver(callbackId: string): Promise<CallbackItem>;
  settings(): SettingsItem;
  changeSettings(change: SettingsChange): SettingsItem;
  clock(): ClockItem;
  advanceClock(duration: string): Promise<ClockItem>;
  faults(): FaultItem[];
  faultCatalogue(): FaultDescription[];
  /** PEM of the sandbox's own certificate authority. */
  certificate(): Promise<string>;
  /** Deletes everything but settings and certificate. */
  reset(): Promise<void>;
}
