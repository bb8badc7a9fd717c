// What every use case is handed: state, time, the PDF engine, and the few things that reach outside.
import type { PdfEngine } from "@creditnexus/pdf";
import type { Deliveries } from "./callbacks/deliveries.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./db/open.ts";
import type { Faults } from "./faults/store.ts";
import type { KeyedLock } from "./keyed-lock.ts";
import type { SandboxAuthority } from "./signing/sandbox-authority.ts";

export interface Deps {
  db: Db;
  clock: Clock;
  pdf: PdfEngine;
  faults: Faults;
  deliveries: Deliveries;
  authority: SandboxAuthority;
  /** One signing at a time per request. */
  locks: KeyedLock;
  /** Where browsers reach the sandbox, without a trailing slash. */
  publicUrl(): string;
  /** Largest upload in bytes. */
  maxUploadBytes: number;
  log: Log;
}

/** A constant message and fields; never a link, a code or a document's text. */
export type Log = (message: string, fields?: Record<string, unknown>) => void;
