// The shape of the service's configuration after parsing; everything else in the code takes parts of it.
import type { Role } from "@creditnexus/contract";
import type { Secret } from "./secret.ts";

/** Where the rows live. */
export type DatabaseConfig =
  | { kind: "embedded" /** Absolute directory of the cluster. */; directory: string }
  | { kind: "external"; url: Secret };

/** Where document bytes live. */
export type BlobConfig =
  | { kind: "directory" /** Absolute path. */; path: string }
  | {
      kind: "s3";
      bucket: string;
      /** Empty, or ending in a slash. */
      prefix: string;
      /** Of an S3-compatible server; undefined: AWS. */
      endpoint: string | undefined;
      region: string;
    };

/** Which DigiSigner the service talks to; with `sandbox` the launcher starts one beside it. */
type DigisignerConfig =
  | { kind: "sandbox"; port: number /** SQLite file of the sandbox. */; stateFile: string }
  | {
      kind: "live";
      apiKey: Secret /** With `/v1`. */;
      baseUrl: string /** Of this process. */;
      callsPerMinute: number;
    };

/** How what the identity provider says about a person becomes a role. */
export type RoleRules = {
  /** Undefined: `roles`, else `groups`. */
  claim: string | undefined;
  /** A value of the claim → role; the strongest counts. */
  map: ReadonlyMap<string, Role>;
  /** For people without a mapped value; undefined: they are refused. */
  fallback: Role | undefined;
};

/** The identity provider that people of the organisation sign in with. */
export type OidcConfig = {
  /** Exactly as the provider names itself. */
  issuer: string;
  clientId: string;
  clientSecret: Secret;
  /** Separated by spaces. */
  scope: string;
  roles: RoleRules;
};

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

export type Config = {
  environment: "development" | "production" | "test";
  /** What this process does; `--only` switches one of the two off. */
  roles: { http: boolean; worker: boolean };
  http: {
    host: string;
    /** 0: the launcher takes a free one. */
    port: number;
    /** As people and DigiSigner reach the service, without a trailing slash; undefined: host and port. */
    publicUrl: string | undefined;
  };
  /** Absolute. Holds keys, the embedded cluster, blobs and the sandbox's state. */
  dataDir: string;
  database: DatabaseConfig;
  blobs: BlobConfig;
  digisigner: DigisignerConfig;
  /** Newest first; more than one while a secret is being replaced; empty when callbacks carry no proof. */
  webhookSecrets: readonly Secret[];
  /** 32 bytes in base64 that encrypt stored signing links; undefined: a key file in `dataDir`. */
  encryptionKey: Secret | undefined;
  mail: { smtpUrl: Secret | undefined; from: string };
  /** Where outbound webhooks may go. */
  webhooks: { /** Private and loopback addresses too. */ allowPrivate: boolean; requireHttps: boolean };
  limits: {
    maxUploadBytes: number;
    /** Less free room in `dataDir` counts as a full disk. */
    diskReserveBytes: number;
  };
  /** Undefined: people sign in with keys only. */
  oidc: OidcConfig | undefined;
  log: { level: LogLevel };
};
