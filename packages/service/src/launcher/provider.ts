// Settles which DigiSigner the service talks to: the real one, or the sandbox started beside it.
import type { MailTransport } from "@creditnexus/contract";
import type { Config } from "../config/config.ts";
import { Secret } from "../config/secret.ts";
import type { Log } from "../log/log.ts";
import { localUrl } from "./addresses.ts";
import type { Closers } from "./closers.ts";
import { settlePort } from "./listen.ts";

export type Provider = {
  kind: "sandbox" | "digisigner";
  apiKey: Secret;
  /** With `/v1`. */
  baseUrl: string;
  /** What one process may make; `Infinity` with the sandbox. */
  callsPerMinute: number;
  /** Undefined with the real DigiSigner. */
  sandboxUrl: string | undefined;
  /** Undefined: no mail of ours is sent. */
  smtpUrl: Secret | undefined;
  mail: MailTransport;
};

export type ProviderOptions = {
  config: Config;
  /** Where the sandbox, on this machine, brings its callbacks, once `ready` has resolved. */
  service: { url: string; ready: Promise<void> };
  log: Log;
  closers: Closers;
};

export async function openProvider({ config, service, log, closers }: ProviderOptions): Promise<Provider> {
  const { digisigner, http, mail, roles } = config;
  const outside: MailTransport = mail.smtpUrl === undefined ? "none" : "smtp";
  if (digisigner.kind === "live") {
    const { apiKey, baseUrl, callsPerMinute } = digisigner;
    return {
      kind: "digisigner",
      apiKey,
      baseUrl,
      callsPerMinute,
      sandboxUrl: undefined,
      smtpUrl: mail.smtpUrl,
      mail: outside,
    };
  }
  // Loaded only when used: it is a quarter of the code.
  const { DEFAULT_API_KEY, startSandbox } = await import("./sandbox.ts");
  if (!roles.http) {
    // The process that serves HTTP has the sandbox.
    const sandboxUrl = localUrl(http.host, digisigner.port);
    const apiKey = new Secret(DEFAULT_API_KEY);
    return {
      kind: "sandbox",
      apiKey,
      baseUrl: `${sandboxUrl}/v1`,
      callsPerMinute: Number.POSITIVE_INFINITY,
      sandboxUrl,
      smtpUrl: mail.smtpUrl,
      mail: outside,
    };
  }
  const sandbox = await startSandbox({
    host: http.host,
    port: await settlePort("SANDBOX_PORT", http.host, digisigner.port),
    stateFile: digisigner.stateFile,
    callbackUrl: `${service.url}/api/signatures/webhook`,
    serviceReady: service.ready,
    webhookSecrets: config.webhookSecrets,
    maxUploadBytes: config.limits.maxUploadBytes,
    log,
  });
  closers.add("sandbox", () => sandbox.close());
  // A worker elsewhere does not know the port of this mailbox, and the mails are sent by workers.
  const hasMailbox = mail.smtpUrl === undefined && roles.worker;
  return {
    kind: "sandbox",
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.baseUrl,
    callsPerMinute: Number.POSITIVE_INFINITY,
    sandboxUrl: sandbox.url,
    smtpUrl: hasMailbox ? new Secret(sandbox.smtpUrl) : mail.smtpUrl,
    mail: hasMailbox ? "sandbox_mailbox" : outside,
  };
}
