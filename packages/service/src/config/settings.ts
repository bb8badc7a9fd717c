// Every setting of the service: its rule, what it is for, and the example that corrects a mistake.
import { ROLES } from "@creditnexus/contract";
import { z } from "zod";
import { logLevels } from "./config.ts";
import { issuerUrl, roleMap, roleWord, scopeList } from "./oidc-rules.ts";
import {
  databaseUrl,
  encryptionKey,
  httpUrl,
  mailAddress,
  port,
  s3Url,
  secretList,
  smtpUrl,
} from "./setting-rules.ts";

export type Setting<Schema extends z.ZodType = z.ZodType> = {
  /** Turns the text into the value; unset settings without `fallback` are not parsed. */
  schema: Schema;
  /** Ends the sentence "expected …". */
  expected: string;
  /** A value that would be right; also shown in `.env.example`. */
  example: string;
  /** What unset means, as text to parse. */
  fallback?: string;
  /** What it is for, in words; states what unset means when there is no `fallback`. */
  about: string;
  /** Its value is never printed, and it cannot be a flag, which other users could see. */
  secret?: true;
};

/** In the order of `.env.example`. */
export const settings = {
  NODE_ENV: {
    schema: z.enum(["development", "production", "test"]),
    expected: "development, production or test",
    example: "production",
    fallback: "development",
    about: "In production, starting a sandbox instead of DigiSigner has to be asked for (SANDBOX=1).",
  },
  PORT: {
    schema: port,
    expected: "a port number from 0 to 65535 (0 takes a free one)",
    example: "8000",
    fallback: "8000",
    about: "Where the HTTP API and the dashboard listen.",
  },
  HOST: {
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    expected: "a host name or address to listen on",
    example: "0.0.0.0",
    fallback: "127.0.0.1",
    about: "The address to listen on; 0.0.0.0 opens the service to the network.",
  },
  PUBLIC_URL: {
    schema: httpUrl,
    expected: "an http or https URL without a query",
    example: "https://signatures.example.com",
    about:
      "As people and DigiSigner reach this service from outside; https in production. Unset: http with HOST and PORT.",
  },
  DIGISIGNER_API_KEY: {
    schema: z.string().min(8),
    expected: "the API key of a DigiSigner account, at least 8 characters",
    example: "your-api-key",
    secret: true,
    about: "From DigiSigner's account settings. Unset: a sandbox is started that stands in for DigiSigner.",
  },
  DIGISIGNER_BASE_URL: {
    schema: httpUrl,
    expected: "the http or https URL of DigiSigner's API, with /v1",
    example: "https://api.digisigner.com/v1",
    fallback: "https://api.digisigner.com/v1",
    about: "Used together with DIGISIGNER_API_KEY.",
  },
  DIGISIGNER_CALLS_PER_MINUTE: {
    schema: z.coerce.number().int().min(10).max(100_000),
    expected: "a number of calls from 10 to 100000",
    example: "300",
    fallback: "600",
    about:
      "Calls to DigiSigner's API that one process may make in a minute; people and callbacks go first. The sandbox has no limit.",
  },
  DIGISIGNER_WEBHOOK_SECRET: {
    schema: secretList,
    expected: "secrets of at least 16 characters, separated by commas",
    example: "a-long-random-text",
    secret: true,
    about:
      "Authenticates callbacks, by signature or by the token in the callback URL. Two while one is being replaced, the new one first. Unset: any callback is taken as a hint to look at DigiSigner.",
  },
  SANDBOX: {
    schema: z.enum(["0", "1"]).transform((value) => value === "1"),
    expected: "1 or 0",
    example: "1",
    fallback: "0",
    about: "Says that a sandbox is meant, where that would otherwise be refused: its signatures bind nobody.",
  },
  SANDBOX_PORT: {
    schema: port,
    expected: "a port number from 0 to 65535 (0 takes a free one)",
    example: "8001",
    fallback: "8001",
    about: "Where the sandbox listens, when one is started.",
  },
  DATA_DIR: {
    schema: z.string(),
    expected: "a directory",
    example: "/var/lib/creditnexus",
    fallback: ".data",
    about: "Keys, and the database and documents unless they are kept elsewhere.",
  },
  DATABASE_URL: {
    schema: databaseUrl,
    expected: "a PostgreSQL URL with a database name",
    example: "postgresql://user:password@db.internal:5432/creditnexus",
    secret: true,
    about: "A PostgreSQL server, version 15 or later. Unset: an embedded PostgreSQL 18 in DATA_DIR.",
  },
  BLOB_URL: {
    schema: s3Url,
    expected: "s3://bucket/prefix?region=…, with &endpoint=… for other servers than AWS",
    example: "s3://agreements/signatures?region=eu-central-1",
    about: "Where documents are kept; credentials come from AWS's usual variables. Unset: DATA_DIR/blobs.",
  },
  ENCRYPTION_KEY: {
    schema: encryptionKey,
    expected: "32 random bytes in base64 or hex, as from openssl rand -base64 32",
    example: "from: openssl rand -base64 32",
    secret: true,
    about:
      "Encrypts stored signing links. The same in all processes of one database. Unset: made on first start in DATA_DIR/secrets.key.",
  },
  SMTP_URL: {
    schema: smtpUrl,
    expected: "an smtp or smtps URL",
    example: "smtps://user:password@mail.example.com",
    secret: true,
    about: "Sends reminders and notices. Unset: the sandbox's mailbox, and with DigiSigner no mail of ours.",
  },
  MAIL_FROM: {
    schema: mailAddress,
    expected: "an address, with or without a name before it in <>",
    example: "CreditNexus <signatures@example.com>",
    fallback: "CreditNexus Signatures <signatures@localhost.localdomain>",
    about: "The sender of our mails.",
  },
  MAX_UPLOAD_MB: {
    schema: z.coerce.number().int().min(1).max(1024),
    expected: "a whole number of megabytes from 1 to 1024",
    example: "50",
    fallback: "50",
    about: "The largest document accepted.",
  },
  DISK_RESERVE_MB: {
    schema: z.coerce.number().int().min(1).max(100_000_000),
    expected: "a whole number of megabytes from 1 to 100000000",
    example: "1000",
    fallback: "200",
    about:
      "With less free room than this in DATA_DIR, the health page and the doctor call the disk full; with ten times as much they warn.",
  },
  WEBHOOK_ALLOW_PRIVATE: {
    schema: z.enum(["0", "1"]).transform((value) => value === "1"),
    expected: "1 or 0",
    example: "0",
    about:
      "Whether outbound webhooks may go to private, loopback and link-local addresses; whoever sets up an endpoint could otherwise reach what only this machine can. Unset: 1 with the sandbox outside production, else 0.",
  },
  OIDC_ISSUER: {
    schema: issuerUrl,
    expected:
      "the https URL by which the identity provider names itself, without /.well-known/… (http on loopback only)",
    example: "https://login.example.com/realms/lending",
    about:
      "People sign in with this OpenID Connect provider. Its redirect URL is PUBLIC_URL with /api/session/oidc/callback. Unset: with keys only.",
  },
  OIDC_CLIENT_ID: {
    schema: z.string(),
    expected: "the client id that the identity provider gave this desk",
    example: "creditnexus-desk",
    about: "Needed with OIDC_ISSUER. Unset: no sign-in with an organisation.",
  },
  OIDC_CLIENT_SECRET: {
    schema: z.string().min(8),
    expected: "the client secret that the identity provider gave this desk, at least 8 characters",
    example: "your-client-secret",
    secret: true,
    about: "Needed with OIDC_ISSUER. Unset: no sign-in with an organisation.",
  },
  OIDC_SCOPE: {
    schema: scopeList,
    expected: "scopes separated by spaces, openid among them",
    example: "openid email profile groups",
    fallback: "openid email profile",
    about:
      "What the identity provider is asked for; some tell a person's groups only with a scope of their own.",
  },
  OIDC_ROLE_CLAIM: {
    schema: z.string(),
    expected: "the name of a claim",
    example: "realm_access.roles",
    about:
      "The claim that holds a person's roles or groups; dots lead into an object. Unset: roles, or groups where there are no roles.",
  },
  OIDC_ROLE_MAP: {
    schema: roleMap,
    expected: `pairs value=role separated by commas, each value once, with a role of ${ROLES.join(", ")}`,
    example: "desk-admins=admin,ops=operator,lending=sender",
    about:
      "Which value of the claim gives which role; of several the strongest. Unset: everybody gets OIDC_DEFAULT_ROLE.",
  },
  OIDC_DEFAULT_ROLE: {
    schema: roleWord,
    expected: `one of ${ROLES.join(", ")}`,
    example: "viewer",
    about: "The role of people whom OIDC_ROLE_MAP gives none. Unset: they are refused.",
  },
  LOG_LEVEL: {
    schema: z.enum(logLevels),
    expected: `one of ${logLevels.join(", ")}`,
    example: "debug",
    about: "How much is logged. Unset: info in production, warn otherwise.",
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

export function settingNames(): SettingName[] {
  return Object.keys(settings) as SettingName[];
}

type FallbackOf<S> = S extends { fallback: string } ? never : undefined;

/** Parsed values, before they become a `Config`. */
export type SettingValues = {
  [Name in SettingName]: z.output<(typeof settings)[Name]["schema"]> | FallbackOf<(typeof settings)[Name]>;
};
