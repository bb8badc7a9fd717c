// Asks the provider that signs: the sandbox whether it is there, DigiSigner whether it takes the key.
import { ApiError, type Session } from "@creditnexus/contract";
import { DEFAULT_BASE_URL } from "@creditnexus/digisigner";
import { askKey, askMode } from "../digisigner/ask-account.ts";
import { httpAddress } from "../settings/addresses.ts";
import type { Settings } from "../settings/settings.ts";
import type { DigisignerFacts, Facts } from "./facts.ts";
import { type ProbeResult, probe } from "./probe.ts";

const TIMEOUT_MS = 10_000;

export interface AskProvider {
  settings: Settings;
  session: Session | ApiError;
  findMode: boolean;
  signal: AbortSignal;
}

const askDigisigner = async (input: AskProvider): Promise<DigisignerFacts | undefined> => {
  const { DIGISIGNER_API_KEY: apiKey, DIGISIGNER_BASE_URL: given } = input.settings.variables;
  const baseUrl = given === undefined || given === "" ? DEFAULT_BASE_URL : httpAddress(given);
  // A base URL that is none is named among the settings.
  if (apiKey === undefined || apiKey === "" || baseUrl === undefined) return undefined;
  const account = { apiKey, baseUrl, signal: input.signal };
  const [key, answer] = await Promise.all([
    askKey(account),
    probe({ method: "GET", url: baseUrl, timeoutMs: TIMEOUT_MS, signal: input.signal }),
  ]);
  const wanted = input.findMode && key.outcome === "valid";
  return { key, answer, mode: wanted ? await askMode(account) : undefined };
};

const askSandbox = (sandboxUrl: string, signal: AbortSignal): Promise<ProbeResult> =>
  probe({ method: "GET", url: `${sandboxUrl}/_sandbox/clock`, timeoutMs: TIMEOUT_MS, signal });

export const askProvider = async (input: AskProvider): Promise<Pick<Facts, "sandbox" | "digisigner">> => {
  const { session } = input;
  if (session instanceof ApiError) return { sandbox: undefined, digisigner: undefined };
  if (session.provider === "digisigner") {
    return { sandbox: undefined, digisigner: await askDigisigner(input) };
  }
  const url = session.sandbox_url;
  return { sandbox: url === null ? undefined : await askSandbox(url, input.signal), digisigner: undefined };
};
