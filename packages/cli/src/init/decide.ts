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
  /** Where the key comes from, for messages. */
  keyFrom: string;
  baseUrl: string;
  publicUrl: string;
  /** The newest one. */
  webhookSecret: string;
  /** Settings to write where they have no value yet. */
  values: Record<string, string>;
  /** What was wished for and does not count, each with the line to change. */
  notes: string[];
}

interface InitFlags {
  yes: boolean;
  live: boolean;
  publicUrl: string | undefined;
  baseUrl: string | undefined;
}

type Known = { inFile: boolean; anywhere: boolean };

/** A key in `.env` was put there for this desk; one in the environment may belong to another project. */
const wantsLive = async (flags: InitFlags, key: Known, context: Context): Promise<boolean> => {
  if (flags.live || key.inFile) return true;
  if (flags.yes && key.anywhere) {
    throw new UsageError(
      "DIGISIGNER_API_KEY is set in the environment, but --live is not given.",
      "Add --live to sign with DigiSigner, or unset DIGISIGNER_API_KEY for the sandbox. Nothing was written.",
    );
  }
  if (flags.yes) return false;
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

const keyFrom = (inFile: Values, { DIGISIGNER_API_KEY: used }: Values): string => {
  if (used === undefined || used === "") return "that was typed";
  return used === inFile.DIGISIGNER_API_KEY ? "in .env" : "in the environment";
};

const NAMES = [
  "DIGISIGNER_API_KEY",
  "DIGISIGNER_BASE_URL",
  "PUBLIC_URL",
  "DIGISIGNER_WEBHOOK_SECRET",
] as const;
type Name = (typeof NAMES)[number];
type Values = Record<string, string | undefined>;

/** `used` is what the service goes by: the environment before the file. No value of a secret is shown. */
const notesOn = (flags: InitFlags, inFile: Values, used: (name: Name) => string | undefined): string[] => {
  const overridden = NAMES.filter((name) => inFile[name] !== undefined && used(name) !== inFile[name]);
  const wishes = [
    ["PUBLIC_URL", flags.publicUrl],
    ["DIGISIGNER_BASE_URL", flags.baseUrl],
  ] as const;
  return [
    ...overridden.map(
      (name) => `${name} in the environment goes before the line in .env: unset it there to use the file's.`,
    ),
    ...wishes.flatMap(([name, wish]) => {
      const value = used(name);
      if (
        wish === undefined ||
        value === undefined ||
        value.replace(/\/+$/, "") === wish.replace(/\/+$/, "")
      ) {
        return [];
      }
      const place = value === inFile[name] ? "in .env" : "in the environment";
      return [`${name} stays ${value}: to use ${wish}, change it ${place}.`];
    }),
  ];
};

/** What `.env` and the environment know already is not asked for. */
export const decide = async (flags: InitFlags, envText: string, context: Context): Promise<Decision> => {
  const inFile = valuesOf(envText);
  const { variables } = context.settings;
  const known = (name: Name) => variables[name] || undefined;
  const key = {
    inFile: inFile.DIGISIGNER_API_KEY !== undefined,
    anywhere: known("DIGISIGNER_API_KEY") !== undefined,
  };
  const live = await wantsLive(flags, key, context);
  const givenKey = live ? await apiKey(known("DIGISIGNER_API_KEY"), context) : "";
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
    apiKey: givenKey,
    keyFrom: keyFrom(inFile, variables),
    baseUrl,
    publicUrl: (address ?? context.settings.url).replace(/\/+$/, ""),
    webhookSecret: secrets.split(",")[0]?.trim() ?? secrets,
    values: {
      ...(live ? { DIGISIGNER_API_KEY: givenKey } : {}),
      ...(live && baseUrl !== DEFAULT_BASE_URL ? { DIGISIGNER_BASE_URL: baseUrl } : {}),
      ...(address === undefined ? {} : { PUBLIC_URL: address }),
      DIGISIGNER_WEBHOOK_SECRET: secrets,
    },
    notes: [
      ...notesOn(flags, inFile, known),
      ...(!live && key.anywhere
        ? ["DIGISIGNER_API_KEY is set in the environment: unset it before you start the desk on the sandbox."]
        : []),
    ],
  };
};
