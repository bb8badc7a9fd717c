// Everything the service finds out about itself before it judges.
import type { MigrationState } from "../../db/migration-state.ts";
import type { Overdue } from "../../queue/queue.ts";
import type { Provider } from "../deps.ts";

/** What was asked for, or why it could not be found out. */
export type Answer<T> = { ok: true; value: T } | { ok: false; why: string };

export type JournalFacts = {
  /** Newest callbacks of the last days that led nowhere, self-tests left out. */
  troubled: {
    outcome: "parked" | "dead" | "unmatched" | "ignored";
    count: number;
    example: JournalExample;
  }[];
  /** Stored, due for half a minute, and not looked at. */
  untouched: number;
  latest: { receivedAt: Date; outcome: string } | undefined;
};

export type JournalExample = {
  callbackId: string;
  receivedAt: Date;
  eventType: string | null;
  detail: string | null;
};

/** Facts that DigiSigner's API told and no callback had. */
export type DriftFacts = { missed: number; signatures: number; example: string | undefined };

export type WorkFacts = {
  workers: number;
  overdueJobs: Overdue[];
  overdueLooks: number;
  deadLetters: { count: number; newest: { queue: string; cause: string } | undefined };
  failingEndpoints: { endpointId: string; since: Date }[];
};

/** Mails of the last week that are not tried again. */
export type MailFacts = {
  lost: { state: "failed" | "unknown"; count: number; signatureId: string; detail: string | null }[];
};

/** Where the sandbox brings its callbacks; undefined where its control API was not asked or did not answer. */
export type SandboxCallbackUrls = Record<
  "document_signed" | "signature_request_completed",
  string | undefined
>;

export type CheckFacts = {
  now: Date;
  provider: Provider;
  publicUrl: string | undefined;
  hasWebhookSecret: boolean;
  database: Answer<{ isReadOnly: boolean; isStandby: boolean }>;
  migrations: Answer<MigrationState>;
  storage: Answer<true>;
  journal: Answer<JournalFacts>;
  drift: Answer<DriftFacts>;
  work: Answer<WorkFacts>;
  mails: Answer<MailFacts>;
  /** Undefined without a mail server of our own. */
  mailServer: Answer<true> | undefined;
  disk: { directory: string; freeBytes: number; reserveBytes: number } | undefined;
  sandboxCallbacks: { urls: SandboxCallbackUrls; isTokenRight: (url: string) => boolean } | undefined;
};
