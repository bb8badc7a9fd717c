// Callbacks to be delivered and every attempt made.
import { CALLBACK_RETRY_MINUTES } from "@creditnexus/digisigner/wire";
import { defined, number, optionalNumber, optionalText, text } from "../db/columns.ts";
import type { Db, Row } from "../db/open.ts";
import type { CallbackAttempt, CallbackItem } from "../pages-deps.ts";

export type CallbackState = CallbackItem["state"];

export interface Callback {
  callbackId: string;
  accountId: string;
  requestId: string;
  eventType: CallbackItem["event_type"];
  documentId?: string;
  signerEmail?: string;
  /** The body, exactly as it goes out. */
  payload: string;
  state: CallbackState;
  /** Attempts of the schedule so far. */
  tries: number;
  nextDue?: number;
  createdAt: number;
}

const STATES: readonly CallbackState[] = ["pending", "accepted", "gave_up", "no_url", "dropped"];

function toCallback(row: Row): Callback {
  const state = text(row, "state");
  const completed = text(row, "event_type") === "SIGNATURE_REQUEST_COMPLETED";
  return defined({
    callbackId: text(row, "callback_id"),
    accountId: text(row, "account_id"),
    requestId: text(row, "request_id"),
    eventType: completed ? ("SIGNATURE_REQUEST_COMPLETED" as const) : ("DOCUMENT_SIGNED" as const),
    documentId: optionalText(row, "document_id"),
    signerEmail: optionalText(row, "signer_email"),
    payload: text(row, "payload"),
    state: STATES.find((known) => known === state) ?? "gave_up",
    tries: number(row, "tries"),
    nextDue: optionalNumber(row, "next_due"),
    createdAt: number(row, "created_at"),
  });
}

export function insertCallback(db: Db, callback: Callback): void {
  db.run(
    `INSERT INTO callbacks (callback_id, account_id, request_id, event_type, document_id, signer_email, payload,
       state, next_due, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    callback.callbackId,
    callback.accountId,
    callback.requestId,
    callback.eventType,
    callback.documentId ?? null,
    callback.signerEmail ?? null,
    callback.payload,
    callback.state,
    callback.nextDue ?? null,
    callback.createdAt,
  );
}

export function findCallback(db: Db, callbackId: string): Callback | undefined {
  const row = db.get("SELECT * FROM callbacks WHERE callback_id = ?", callbackId);
  return row && toCallback(row);
}

/** Pending ones whose time has come, oldest event first. */
export function dueCallbacks(db: Db, now: number): Callback[] {
  return db
    .all("SELECT * FROM callbacks WHERE state = 'pending' AND next_due <= ? ORDER BY seq", now)
    .map(toCallback);
}

/** When the next pending callback is due. */
export function earliestDue(db: Db): number | undefined {
  const row = db.get("SELECT min(next_due) AS due FROM callbacks WHERE state = 'pending'");
  return row && optionalNumber(row, "due");
}

/** When the attempt after the `tries`-th is due, or undefined when that was the last. */
export function retryAt(now: number, tries: number): number | undefined {
  const minutes = CALLBACK_RETRY_MINUTES[tries - 1];
  return minutes === undefined ? undefined : now + minutes * 60_000;
}

export function updateCallback(
  db: Db,
  callbackId: string,
  change: { state: CallbackState; tries: number; nextDue?: number | undefined },
): void {
  db.run(
    "UPDATE callbacks SET state = ?, tries = ?, next_due = ? WHERE callback_id = ?",
    change.state,
    change.tries,
    change.nextDue ?? null,
    callbackId,
  );
}

export interface Attempt {
  at: number;
  url: string;
  status?: number;
  body?: string;
  error?: string;
  nextDue?: number;
}

export function insertAttempt(db: Db, callbackId: string, attempt: Attempt): void {
  db.run(
    "INSERT INTO callback_attempts (callback_id, at, url, status, body, error, next_due) VALUES (?, ?, ?, ?, ?, ?, ?)",
    callbackId,
    attempt.at,
    attempt.url,
    attempt.status ?? null,
    attempt.body ?? null,
    attempt.error ?? null,
    attempt.nextDue ?? null,
  );
}

function toAttempt(row: Row): CallbackAttempt {
  const nextDue = optionalNumber(row, "next_due");
  return defined({
    at: new Date(number(row, "at")).toISOString(),
    url: text(row, "url"),
    status: optionalNumber(row, "status"),
    body: optionalText(row, "body"),
    error: optionalText(row, "error"),
    next_due: nextDue === undefined ? undefined : new Date(nextDue).toISOString(),
  });
}

/** A callback with its attempts, as the control API and the pages show it. */
export function describeCallback(db: Db, callback: Callback): CallbackItem {
  const attempts = db
    .all("SELECT * FROM callback_attempts WHERE callback_id = ? ORDER BY seq", callback.callbackId)
    .map(toAttempt);
  return defined({
    id: callback.callbackId,
    event_type: callback.eventType,
    signature_request_id: callback.requestId,
    document_id: callback.documentId,
    signer_email: callback.signerEmail,
    created_at: new Date(callback.createdAt).toISOString(),
    state: callback.state,
    payload: callback.payload,
    next_due: callback.nextDue === undefined ? undefined : new Date(callback.nextDue).toISOString(),
    attempts,
  });
}

/** Newest first. */
export function listCallbacks(db: Db, requestId?: string): CallbackItem[] {
  const rows = requestId
    ? db.all("SELECT * FROM callbacks WHERE request_id = ? ORDER BY seq DESC", requestId)
    : db.all("SELECT * FROM callbacks ORDER BY seq DESC LIMIT 500");
  return rows.map((row) => describeCallback(db, toCallback(row)));
}
