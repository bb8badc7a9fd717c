// Everything the doctor asks the machine and the network for, before it judges.
import type { ApiError, Callback, Readiness, Session } from "@creditnexus/contract";
import type { KeyCheck } from "../digisigner/check-key.ts";
import type { Mode } from "../digisigner/detect-mode.ts";
import type { Settings } from "../settings/settings.ts";
import type { DiskRoom } from "./disk.ts";
import type { ProbeResult } from "./probe.ts";
import type { SmtpGreeting } from "./smtp-greeting.ts";

/** Facts about `.env` in the current directory. */
export interface EnvFile {
  path: string;
  /** Permission bits; undefined when there is no such file. */
  mode: number | undefined;
  tracked: boolean;
  /** Whether git would leave it alone; undefined outside a repository. */
  ignored: boolean | undefined;
}

export interface Facts {
  now: Date;
  nodeVersion: string;
  settings: Settings;
  envFile: EnvFile;
  health: ProbeResult;
  /** Undefined when nothing of ours answered. */
  readiness: Readiness | undefined;
  /** Undefined when the service is not there. */
  session: Session | ApiError | undefined;
  /** The self-test posted directly to the service. */
  callback: ProbeResult | undefined;
  /** The self-test through PUBLIC_URL, where that is another address. */
  publicCallback: { url: string; result: ProbeResult } | undefined;
  /** Newest first; undefined when the key may not read the journal. */
  journal: Callback[] | undefined;
  /** The sandbox's control API, when the desk runs on the sandbox. */
  sandbox: ProbeResult | undefined;
  /** DigiSigner asked with the service's key, when the desk runs on DigiSigner and the key is known here. */
  digisigner: { key: KeyCheck; mode: Mode | undefined } | undefined;
  /** Jobs that failed for good, and endpoints that take no deliveries; undefined when the key may not see them. */
  failedJobs: { queue: string; cause: string }[] | undefined;
  failingEndpoints: { endpoint_id: string; since: string }[] | undefined;
  disk: DiskRoom | undefined;
  /** Undefined without SMTP_URL. */
  mail: SmtpGreeting | undefined;
}
