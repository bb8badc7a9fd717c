// Asks the machine and the network everything the doctor wants to know; what fails is a fact too.
import { ApiError, Readiness } from "@creditnexus/contract";
import { DEFAULT_BASE_URL } from "@creditnexus/digisigner";
import { z } from "zod";
import type { Context } from "../command/context.ts";
import { readPublicAddress } from "../dev/public-address.ts";
import { checkKey } from "../digisigner/check-key.ts";
import { detectMode } from "../digisigner/detect-mode.ts";
import type { Settings } from "../settings/settings.ts";
import { diskRoom } from "./disk.ts";
import { inspectEnvFile } from "./env-file.ts";
import type { Facts } from "./facts.ts";
import { type ProbeResult, probe } from "./probe.ts";
import { postSelfTest } from "./self-test.ts";
import { readSmtpGreeting } from "./smtp-greeting.ts";

const TIMEOUT_MS = 10_000;

const orApiError = async <T>(call: Promise<T>): Promise<T | ApiError> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
};

const ReadinessText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: `not JSON: ${String(error)}` });
      return z.NEVER;
    }
  })
  .pipe(Readiness);

const readinessOf = (result: ProbeResult): Readiness | undefined => {
  if (result.kind === "failure") return undefined;
  const parsed = ReadinessText.safeParse(result.body.toString("utf8"));
  return parsed.success ? parsed.data : undefined;
};

/** The newest of the service's webhook secrets, as far as this machine knows it. */
const webhookSecret = (variables: Record<string, string | undefined>): string | undefined =>
  (variables.DIGISIGNER_WEBHOOK_SECRET ?? "").split(",")[0]?.trim() || undefined;

const askDigisigner = async (
  variables: Record<string, string | undefined>,
  signal: AbortSignal,
): Promise<Facts["digisigner"]> => {
  const apiKey = variables.DIGISIGNER_API_KEY;
  if (apiKey === undefined || apiKey === "") return undefined;
  const baseUrl = variables.DIGISIGNER_BASE_URL || DEFAULT_BASE_URL;
  const key = await checkKey({ apiKey, baseUrl, signal });
  return { key, mode: key.outcome === "valid" ? await detectMode({ apiKey, baseUrl, signal }) : undefined };
};

/** What `dev` opened wins: callbacks come in there as long as it runs. */
const publicUrlOf = async ({ dataDir, variables }: Settings): Promise<string | undefined> =>
  (await readPublicAddress(dataDir)) ?? (variables.PUBLIC_URL?.replace(/\/+$/, "") || undefined);

const absent = {
  readiness: undefined,
  session: undefined,
  callback: undefined,
  publicCallback: undefined,
  journal: undefined,
  sandbox: undefined,
  digisigner: undefined,
  failedJobs: undefined,
  failingEndpoints: undefined,
};

/** What an operator may see; undefined for weaker keys. */
const collectWork = async ({ desk }: Context): Promise<Pick<Facts, "failedJobs" | "failingEndpoints">> => {
  const [jobs, endpoints] = await Promise.all([
    orApiError(desk.deadLetters.list()),
    orApiError(desk.webhookEndpoints.list()),
  ]);
  return {
    failedJobs: jobs instanceof ApiError ? undefined : jobs.dead_letters,
    failingEndpoints:
      endpoints instanceof ApiError
        ? undefined
        : endpoints.endpoints.flatMap(({ endpoint_id, failing_since }) =>
            failing_since === null ? [] : [{ endpoint_id, since: failing_since }],
          ),
  };
};

/** What needs no service. */
const collectHere = async ({ settings, cwd }: Context) => {
  const { SMTP_URL } = settings.variables;
  const [envFile, disk, mail] = await Promise.all([
    inspectEnvFile(cwd),
    diskRoom(settings.dataDir),
    SMTP_URL === undefined || SMTP_URL === "" ? undefined : readSmtpGreeting(SMTP_URL),
  ]);
  return { now: new Date(), nodeVersion: process.versions.node, settings, envFile, disk, mail };
};

export const collectFacts = async (context: Context): Promise<Facts> => {
  const { settings, signal, desk } = context;
  const get = (url: string) => probe({ method: "GET", url, timeoutMs: TIMEOUT_MS, signal });
  const [here, health] = await Promise.all([collectHere(context), get(`${settings.url}/healthz`)]);
  if (health.kind === "failure" || health.status !== 200) return { ...here, health, ...absent };
  // Before the self-test, which would otherwise be the newest callback itself.
  const [readiness, session, journal, work] = await Promise.all([
    get(`${settings.url}/readyz`),
    orApiError(desk.session.get()),
    orApiError(desk.callbacks.list({ limit: 200 })),
    collectWork(context),
  ]);
  const known = session instanceof ApiError ? undefined : session;
  const secret = webhookSecret(settings.variables);
  const publicUrl = await publicUrlOf(settings);
  const selfTest = (base: string) => postSelfTest({ base, secret, now: here.now, signal });
  const [callback, publicResult, sandbox, digisigner] = await Promise.all([
    selfTest(settings.url),
    publicUrl === undefined || publicUrl === settings.url ? undefined : selfTest(publicUrl),
    known?.provider === "sandbox" && known.sandbox_url !== null
      ? get(`${known.sandbox_url}/_sandbox/clock`)
      : undefined,
    known?.provider === "digisigner" ? askDigisigner(settings.variables, signal) : undefined,
  ]);
  return {
    ...here,
    ...work,
    health,
    readiness: readinessOf(readiness),
    session,
    callback,
    publicCallback:
      publicUrl === undefined || publicResult === undefined
        ? undefined
        : { url: publicUrl, result: publicResult },
    journal: journal instanceof ApiError ? undefined : journal.callbacks,
    sandbox,
    digisigner,
  };
};
