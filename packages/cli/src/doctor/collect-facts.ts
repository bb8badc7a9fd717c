// Asks the machine and the network everything the doctor wants to know; what fails is a fact too.
import { lookup } from "node:dns/promises";
import { ApiError, Checks, Health, Readiness } from "@creditnexus/contract";
import { type PublicAddress, readPublicAddress } from "@creditnexus/contract/tunnel";
import { z } from "zod";
import type { Context } from "../command/context.ts";
import { httpAddress, smtpAddress } from "../settings/addresses.ts";
import { askProvider } from "./ask-provider.ts";
import { diskRoom } from "./disk.ts";
import type { Facts } from "./facts.ts";
import { inspectDataDirectory, inspectEnvFile } from "./private-files.ts";
import { type ProbeResult, probe } from "./probe.ts";
import { postSelfTest } from "./self-test.ts";
import { readSettingFaults } from "./setting-faults.ts";
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

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: `not JSON: ${String(error)}` });
    return z.NEVER;
  }
});

/** Undefined when the answer is not of this shape: another server stands there. */
const answerAs = <T extends z.ZodType>(shape: T, result: ProbeResult): z.output<T> | undefined => {
  if (result.kind === "failure") return undefined;
  return jsonText.pipe(shape).safeParse(result.body.toString("utf8")).data;
};

/** The newest of the service's webhook secrets, as far as this machine knows it. */
const webhookSecret = (variables: Record<string, string | undefined>): string | undefined =>
  (variables.DIGISIGNER_WEBHOOK_SECRET ?? "").split(",")[0]?.trim() || undefined;

/** What `dev` opened wins: callbacks come in there as long as it runs. */
const publicUrlOf = (tunnel: PublicAddress | undefined, given: string | undefined): string | undefined =>
  tunnel?.isOpen === true ? tunnel.url : httpAddress(given ?? "");

/** What the name leads to from here; nothing when it does not resolve, which the self-test tells. */
const addressesOf = async (url: string | undefined): Promise<string[]> => {
  const { hostname } = new URL(url ?? "http://localhost");
  try {
    return (await lookup(hostname.replace(/^\[|\]$/g, ""), { all: true })).map(({ address }) => address);
  } catch (error) {
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
};

const absent = {
  readiness: undefined,
  readinessFailure: undefined,
  checks: undefined,
  session: undefined,
  callback: undefined,
  publicCallback: undefined,
  sandbox: undefined,
  digisigner: undefined,
};

/** What needs no service. */
const collectHere = async (context: Context) => {
  const { settings, cwd } = context;
  const { SMTP_URL, PUBLIC_URL } = settings.variables;
  const smtp = smtpAddress(SMTP_URL ?? "");
  const [envFile, dataDirectory, disk, mail, settingFaults, tunnel, publicAddresses] = await Promise.all([
    inspectEnvFile(cwd),
    inspectDataDirectory(settings.dataDir),
    diskRoom(settings.dataDir),
    smtp === undefined ? undefined : readSmtpGreeting(smtp),
    readSettingFaults(context),
    readPublicAddress(settings.dataDir),
    addressesOf(httpAddress(PUBLIC_URL ?? "")),
  ]);
  const publicUrl = publicUrlOf(tunnel, PUBLIC_URL);
  return {
    now: new Date(),
    nodeVersion: process.versions.node,
    settings,
    settingFaults,
    envFile,
    dataDirectory,
    disk,
    mail,
    tunnel,
    publicUrl,
    publicAddresses: tunnel?.isOpen === true ? [] : publicAddresses,
  };
};

const readChecks = async ({ desk, signal }: Context): Promise<Checks | undefined> => {
  const checks = await orApiError(desk.checks({ signal }));
  return checks instanceof ApiError ? undefined : Checks.parse(checks);
};

export const collectFacts = async (context: Context, options: { findMode: boolean }): Promise<Facts> => {
  const { settings, signal, desk } = context;
  const get = (url: string) => probe({ method: "GET", url, timeoutMs: TIMEOUT_MS, signal });
  const [here, health] = await Promise.all([collectHere(context), get(`${settings.url}/healthz`)]);
  if (answerAs(Health, health) === undefined) return { ...here, health, ...absent };
  const ready = await get(`${settings.url}/readyz`);
  const readiness = answerAs(Readiness, ready);
  // Neither a key nor a token goes to a server that is not ours.
  if (readiness === undefined) {
    return { ...here, health, ...absent, readinessFailure: ready.kind === "failure" ? ready : undefined };
  }
  const { publicUrl } = here;
  const secret = webhookSecret(settings.variables);
  const selfTest = (base: string, proof: "token" | "signature" = "token") =>
    postSelfTest({ base, secret, proof, now: here.now, signal });
  const publicSelfTest = async (url: string) => {
    const result = await selfTest(url);
    const isRefused = result.kind === "answer" && result.status === 401;
    return { url, result, signed: isRefused ? await selfTest(url, "signature") : undefined };
  };
  // Before the self-test, so that what it stores is not what is judged.
  const [session, checks] = await Promise.all([orApiError(desk.session.get()), readChecks(context)]);
  const [callback, publicCallback, provider] = await Promise.all([
    selfTest(settings.url),
    publicUrl === undefined || publicUrl === settings.url ? undefined : publicSelfTest(publicUrl),
    askProvider({ settings, session, findMode: options.findMode, signal }),
  ]);
  return {
    ...here,
    ...provider,
    health,
    readiness,
    readinessFailure: undefined,
    session,
    checks,
    callback,
    publicCallback,
  };
};
