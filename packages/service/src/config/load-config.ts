// Reads the whole configuration: the only place that looks at flags, environment and `.env`.
import { resolve } from "node:path";
import { checkCombination } from "./check-combination.ts";
import { checkOidc } from "./check-oidc.ts";
import type { Config, OidcConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { parseSettings } from "./parse-settings.ts";
import { readSources } from "./read-sources.ts";
import { Secret } from "./secret.ts";
import type { SettingValues } from "./settings.ts";

export type LoadConfigOptions = {
  /** Flags, without node and script; default none. */
  argv?: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Default: `.env` in `directory`; `false` reads none. */
  envFile?: string | false;
  /** Relative paths start here. Default: the working directory. */
  directory?: string;
};

/**
 * @throws ConfigError listing every fault with its correction; secrets are never part of it
 *
 * @example
 * const config = loadConfig({ argv: process.argv.slice(2), env: process.env });
 */
export function loadConfig({
  argv = [],
  env,
  envFile,
  directory = process.cwd(),
}: LoadConfigOptions): Config {
  const file = envFile === false ? undefined : resolve(directory, envFile ?? ".env");
  const { raw, only, faults: flagFaults } = readSources({ argv, env, envFile: file });
  const { values, faults } = parseSettings(raw);
  const all = [
    ...flagFaults,
    ...faults,
    ...checkCombination(values, only),
    ...checkOidc(values, new Set(raw.keys())),
  ];
  if (all.length > 0) throw new ConfigError(all);
  return toConfig(values, only, directory);
}

function toConfig(values: SettingValues, only: string | undefined, directory: string): Config {
  const dataDir = resolve(directory, values.DATA_DIR);
  const inDataDir = (name: string) => resolve(dataDir, name);
  return {
    environment: values.NODE_ENV,
    roles: { http: only !== "worker", worker: only !== "http" },
    http: { host: values.HOST, port: values.PORT, publicUrl: values.PUBLIC_URL },
    dataDir,
    database: values.DATABASE_URL
      ? { kind: "external", url: new Secret(values.DATABASE_URL) }
      : { kind: "embedded", directory: inDataDir("postgres") },
    blobs: values.BLOB_URL
      ? { kind: "s3", ...values.BLOB_URL }
      : { kind: "directory", path: inDataDir("blobs") },
    digisigner: values.DIGISIGNER_API_KEY
      ? {
          kind: "live",
          apiKey: new Secret(values.DIGISIGNER_API_KEY),
          baseUrl: values.DIGISIGNER_BASE_URL,
          callsPerMinute: values.DIGISIGNER_CALLS_PER_MINUTE,
        }
      : { kind: "sandbox", port: values.SANDBOX_PORT, stateFile: inDataDir("sandbox.sqlite") },
    webhookSecrets: (values.DIGISIGNER_WEBHOOK_SECRET ?? []).map((secret) => new Secret(secret)),
    encryptionKey: values.ENCRYPTION_KEY ? new Secret(values.ENCRYPTION_KEY) : undefined,
    mail: { smtpUrl: values.SMTP_URL ? new Secret(values.SMTP_URL) : undefined, from: values.MAIL_FROM },
    webhooks: {
      // A trial on one machine has its receivers on that machine.
      allowPrivate:
        values.WEBHOOK_ALLOW_PRIVATE ??
        (values.DIGISIGNER_API_KEY === undefined && values.NODE_ENV !== "production"),
      requireHttps: values.NODE_ENV === "production",
    },
    limits: {
      maxUploadBytes: values.MAX_UPLOAD_MB * 1024 * 1024,
      diskReserveBytes: values.DISK_RESERVE_MB * 1024 * 1024,
    },
    oidc: toOidc(values),
    log: { level: values.LOG_LEVEL ?? (values.NODE_ENV === "production" ? "info" : "warn") },
  };
}

function toOidc(values: SettingValues): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret } = values;
  if (issuer === undefined || clientId === undefined || secret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret: new Secret(secret),
    scope: values.OIDC_SCOPE,
    roles: {
      claim: values.OIDC_ROLE_CLAIM,
      map: values.OIDC_ROLE_MAP ?? new Map(),
      fallback: values.OIDC_DEFAULT_ROLE,
    },
  };
}
