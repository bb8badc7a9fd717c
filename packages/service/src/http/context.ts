// What the HTTP layer is given: the domain's dependencies and what only HTTP cares about.
import type { RoleRules } from "../config/config.ts";
import type { Deps } from "../domain/deps.ts";
import type { EvidenceSigner } from "../domain/evidence/evidence-signer.ts";
import type { MailSettings } from "../domain/mails/settings.ts";
import type { TimelineStream } from "../domain/timeline/stream.ts";
import type { IdentityProvider } from "../identity/identity-provider.ts";
import type { ProviderStatus } from "../provider/guarded-digisigner.ts";
import type { Queue } from "../queue/queue.ts";

export type HttpSettings = {
  /** As people reach the service, without a trailing slash; undefined: whatever they used. */
  publicUrl: string | undefined;
  /** The sandbox's inspector, when the desk runs on the sandbox. */
  sandboxUrl: string | undefined;
  /** Newest first; empty: callbacks carry no proof. */
  webhookSecrets: readonly string[];
  /** The built dashboard; undefined: none is served. */
  dashboardDirectory: string | undefined;
  /** Of the data directory, for the checks; undefined: not looked at. */
  disk: { directory: string /** Less than this counts as full. */; reserveBytes: number } | undefined;
};

/** The organisation's sign-in. */
export type Organisation = { provider: IdentityProvider; roles: RoleRules };

export type HttpContext = Deps & {
  /** Undefined: people sign in with keys only. */
  organisation: Organisation | undefined;
  queue: Pick<
    Queue,
    "countDeadLetters" | "depths" | "deadLetters" | "retryDeadLetters" | "overdue" | "workers"
  >;
  canSendMail: boolean;
  mails: MailSettings;
  /** One round trip to the database. */
  pingDatabase: () => Promise<void>;
  /** Undefined without a mail server of our own. */
  verifyMail: (() => Promise<void>) | undefined;
  evidence: EvidenceSigner;
  timeline: TimelineStream;
  /** Undefined where nothing guards the calls to DigiSigner. */
  providerStatus: (() => ProviderStatus) | undefined;
  http: HttpSettings;
  /** How DigiSigner reaches the desk: through the tunnel that is open now, else by PUBLIC_URL; undefined: not at all. */
  publicAddress: () => Promise<string | undefined>;
};
