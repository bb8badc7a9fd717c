// Everything the doctor asks the machine and the network for, before it judges.
import type { ApiError, Checks, Readiness, Session } from "@creditnexus/contract";
import type { PublicAddress } from "@creditnexus/contract/tunnel";
import type { AccountMode, KeyCheck } from "@creditnexus/digisigner";
import type { Settings } from "../settings/settings.ts";
import type { DiskRoom } from "./disk.ts";
import type { ProbeFailure, ProbeResult } from "./probe.ts";
import type { SettingFault } from "./setting-faults.ts";
import type { SmtpGreeting } from "./smtp-greeting.ts";

/** Facts about `.env` in the current directory. */
export interface EnvFile {
  path: string;
  /** Permission bits; undefined when there is no such file. */
  mode: number | undefined;
  tracked: boolean;
  /** Whether git would leave it alone; undefined where it cannot be asked, as outside a repository. */
  ignored: boolean | undefined;
}

/** Where the desk keeps its keys, its database and the PDFs. */
export interface DataDirectory {
  path: string;
  /** What of the desk's git tracks in it. */
  tracked: readonly string[];
  /** Whether git would leave all of that alone; undefined where it cannot be asked, as outside a repository. */
  ignored: boolean | undefined;
}

/** DigiSigner asked with the service's key. */
export interface DigisignerFacts {
  key: KeyCheck;
  /** Undefined unless it was asked for: finding it out uploads a page. */
  mode: AccountMode | undefined;
  /** Any answer of its server, for its clock. */
  answer: ProbeResult;
}

export interface Facts {
  now: Date;
  nodeVersion: string;
  settings: Settings;
  /** By the service's own rules; undefined where the service is not installed. */
  settingFaults: SettingFault[] | undefined;
  envFile: EnvFile;
  dataDirectory: DataDirectory;
  health: ProbeResult;
  /** Undefined when nothing of ours answered. */
  readiness: Readiness | undefined;
  /** Why a service that is healthy told nothing of its readiness. */
  readinessFailure: ProbeFailure | undefined;
  /** What the service finds about itself; undefined when it is not there or the key may not ask. */
  checks: Checks | undefined;
  /** Undefined when the service is not there. */
  session: Session | ApiError | undefined;
  /** The self-test posted directly to the service. */
  callback: ProbeResult | undefined;
  /** Noted by `dev`; its address wins over PUBLIC_URL while it is open. */
  tunnel: PublicAddress | undefined;
  /** Under which callbacks come in; undefined when none is set. */
  publicUrl: string | undefined;
  /** Of PUBLIC_URL's host, as seen from here; empty when it does not resolve. */
  publicAddresses: readonly string[];
  /** The self-test through the public address, where that is another one than the service's. */
  publicCallback:
    | {
        url: string;
        /** With the token in the URL alone. */
        result: ProbeResult;
        /** With a signature instead, tried when the token was refused. */
        signed: ProbeResult | undefined;
      }
    | undefined;
  /** The sandbox's control API, when the desk runs on the sandbox. */
  sandbox: ProbeResult | undefined;
  /** When the desk runs on DigiSigner and the key is known here. */
  digisigner: DigisignerFacts | undefined;
  disk: DiskRoom | undefined;
  /** Undefined without SMTP_URL. */
  mail: SmtpGreeting | undefined;
}
