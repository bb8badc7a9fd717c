// Starts the sandbox beside the service and wires the two together.
import { once } from "node:events";
import { callbackUrl } from "@creditnexus/digisigner";
import { createSandbox, DEFAULT_API_KEY } from "@creditnexus/sandbox";
import { Secret } from "../config/secret.ts";
import { StartupError } from "../errors.ts";
import type { Log } from "../log/log.ts";
import { callableHost } from "./addresses.ts";

export { DEFAULT_API_KEY };

export type SandboxOptions = {
  host: string;
  port: number;
  stateFile: string;
  /** Where the service takes callbacks, as the sandbox reaches it on this machine. */
  callbackUrl: string;
  /** The newest secret gives the token in the callback URL. */
  webhookSecrets: readonly Secret[];
  maxUploadBytes: number;
  log: Log;
  /** Callbacks that fell due while the service was down wait for this instead of failing once more. */
  serviceReady: Promise<void>;
};

export type StartedSandbox = {
  url: string;
  apiKey: Secret;
  baseUrl: string;
  /** Of its mailbox. */
  smtpUrl: string;
  close(): Promise<void>;
};

export async function startSandbox(options: SandboxOptions): Promise<StartedSandbox> {
  const { host, port, stateFile, maxUploadBytes, log } = options;
  const [secret] = options.webhookSecrets;
  const callbacks =
    secret === undefined ? options.callbackUrl : await callbackUrl(options.callbackUrl, secret.reveal());
  const sandbox = await createSandbox({
    host,
    port,
    dataFile: stateFile,
    smtpPort: 0,
    callbackUrls: { documentSigned: callbacks, signatureRequestCompleted: callbacks },
    maxUploadBytes,
    async deliver(url, init) {
      await Promise.race([options.serviceReady, aborted(init.signal)]);
      return fetch(url, init);
    },
    log: (message, fields) => log.info({ ...fields }, message),
  }).catch((cause) => {
    throw new StartupError({
      code: "sandbox_failed",
      message: `The sandbox could not start: ${cause instanceof Error ? cause.message : cause}`,
      cause,
    });
  });
  return {
    url: sandbox.url,
    apiKey: new Secret(sandbox.apiKey),
    baseUrl: sandbox.apiUrl,
    smtpUrl: `smtp://${callableHost(host)}:${sandbox.smtpPort}`,
    close: () => sandbox.close(),
  };
}

async function aborted(signal: AbortSignal | null | undefined): Promise<void> {
  if (signal && !signal.aborted) await once(signal, "abort");
}
