// Decides what goes into `.env`: from flags and environment, or by asking.

import { randomBytes } from "node:crypto";
import { DEFAULT_BASE_URL } from "@creditnexus/digisigner";
import type { Context } from "../command/context.ts";
import { CliError, UsageError } from "../command/errors.ts";
import { httpAddress } from "../settings/addresses.ts";
import { askChoice, askSecret, askText } from "../terminal/ask.ts";
import { valuesOf } from "./env-text.ts";

const SHORTEST_KEY = 8;

export interface Decision {
  live: boolean;
  /** Empty with the sandbox. */
  apiKey: string;
  baseUrl: string;
  publicUrl: string;
  /** The newest one. */
  webhookSecret: string;
  /** Settings to write where they have no value yet. */
  values: Record<string, string>;
}

interface InitFlags {
  yes: boolean;
  live: boolean;
  publicUrl: string | undefined;
  baseUrl: string | undefined;
}

const wantsLive = async (flags: InitFlags, hasKey: boolean, context: Context): Promise<boolean> => {
  if (flags.live || flags.yes || hasKey) return flags.live || hasKey;
  if (!context.terminal.interactive) {
    throw new UsageError(
      "There is nobody to ask.",
      "Add --yes for the sandbox, or --live with the key in DIGISIGNER_API_KEY.",
    );
  }
  const provider = await askChoice("Where are documents signed?", [
    { value: "sandbox", label: "Sandbox", hint: "no account needed; binds nobody" },
    { value: "live", label: "DigiSigner", hint: "with the API key of your account" },
  ]);
  return provider === "live";
};

const checkedKey = (key: string): string | undefined =>
  key.trim().length >= SHORTEST_KEY ? undefined : `expected at least ${SHORTEST_KEY} characters`;

const apiKey = async (known: string | undefined, context: Context): Promise<string> => {
  if (known !== undefined) return known;
  if (!context.terminal.interactive) {
    throw new CliError("No DigiSigner key is known.", {
      code: "no_digisigner_key",
      exit: "usage",
      nextStep: "Put it into DIGISIGNER_API_KEY; it stands in the settings of your DigiSigner account.",
    });
  }
  const typed = await askSecret("API key, from the settings of your DigiSigner account", checkedKey);
  return typed.trim();
};

const checkedUrl = (value: string): string | undefined =>
  value === "" || /^https?:\/\/[^\s/?#]+/.test(value)
    ? undefined
    : "expected something like https://signatures.example.com";

const publicUrl = async (
  known: string | undefined,
  flags: InitFlags,
  context: Context,
): Promise<string | undefined> => {
  const given = known ?? flags.publicUrl;
  if (given !== undefined || flags.yes || !context.terminal.interactive) return given;
  const typed = await askText(
    "Public address of the desk (empty: later, or a tunnel with `creditnexus dev`)",
    {
      placeholder: "https://signatures.example.com",
      check: checkedUrl,
    },
  );
  return typed === "" ? undefined : typed;
};

/** What `.env` and the environment know already is not asked for. */
export const decide = async (flags: InitFlags, envText: string, context: Context): Promise<Decision> => {
  const inFile = valuesOf(envText);
  const { variables } = context.settings;
  const known = (name: string) => inFile[name] ?? (variables[name] || undefined);
  const live = await wantsLive(flags, known("DIGISIGNER_API_KEY") !== undefined, context);
  const key = live ? await apiKey(known("DIGISIGNER_API_KEY"), context) : "";
  const address = live
    ? await publicUrl(known("PUBLIC_URL"), flags, context)
    : (known("PUBLIC_URL") ?? flags.publicUrl);
  if (address !== undefined && httpAddress(address) === undefined) {
    throw new UsageError(
      `PUBLIC_URL is ${JSON.stringify(address)}: expected an http or https URL.`,
      "Write it like PUBLIC_URL=https://signatures.example.com. Nothing was written.",
    );
  }
  const secrets = known("DIGISIGNER_WEBHOOK_SECRET") ?? randomBytes(32).toString("base64url");
  const baseUrl = known("DIGISIGNER_BASE_URL") ?? flags.baseUrl ?? DEFAULT_BASE_URL;
  return {
    live,
    apiKey: key,
    baseUrl,
    publicUrl: (address ?? context.settings.url).replace(/\/+$/, ""),
    webhookSecret: secrets.split(",")[0]?.trim() ?? secrets,
    values: {
      ...(live ? { DIGISIGNER_API_KEY: key } : {}),
      ...(live && baseUrl !== DEFAULT_BASE_URL ? { DIGISIGNER_BASE_URL: baseUrl } : {}),
      ...(address === undefined ? {} : { PUBLIC_URL: address }),
      DIGISIGNER_WEBHOOK_SECRET: secrets,
    },
  };
};
