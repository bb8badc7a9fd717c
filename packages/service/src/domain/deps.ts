// What use cases are given: mechanisms, the provider, and the few settings the domain cares about.
import type { DigiSigner } from "@creditnexus/digisigner";
import type { PdfEngine } from "@creditnexus/pdf";
import type { Kysely } from "kysely";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { Clock } from "../clock/clock.ts";
import type { Schema } from "../db/schema.ts";
import type { Log } from "../log/log.ts";
import type { Jobs } from "../queue/queue.ts";
import type { TargetRules } from "./deliveries/guard/check-target.ts";
import type { Vault } from "./secrets/vault.ts";

export type Provider = "sandbox" | "digisigner";

export type DomainSettings = {
  provider: Provider;
  /** Bytes a PDF may have, on upload and when a signed one is collected. */
  maxUploadBytes: number;
  /** Where outbound webhooks may go. */
  webhooks: TargetRules;
};

/** A use case takes a `Pick` of this. */
export type Deps = {
  db: Kysely<Schema>;
  blobs: BlobStore;
  jobs: Jobs;
  digisigner: DigiSigner;
  pdf: PdfEngine;
  clock: Clock;
  log: Log;
  vault: Vault;
  settings: DomainSettings;
};
