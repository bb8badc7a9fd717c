// Checks of the settings on this machine: by the service's own rules where it is installed, else those that the doctor uses.
import { type Finding, fail, isLoopback, pass } from "@creditnexus/contract";
import { httpAddress, smtpAddress } from "../settings/addresses.ts";
import type { Facts } from "./facts.ts";
import type { SettingFault } from "./setting-faults.ts";

/** Addresses that the doctor goes to itself. None of their values is shown: SMTP_URL may hold a password. */
const ADDRESSES: readonly [setting: string, isOne: (value: string) => boolean, example: string][] = [
  ["PUBLIC_URL", (value) => httpAddress(value) !== undefined, "https://signatures.example.com"],
  ["SMTP_URL", (value) => smtpAddress(value) !== undefined, "smtps://user:password@mail.example.com"],
  ["DIGISIGNER_BASE_URL", (value) => httpAddress(value) !== undefined, "https://api.digisigner.com/v1"],
];

const addressFaults = ({ settings: { variables } }: Facts): SettingFault[] =>
  ADDRESSES.flatMap(([setting, isOne, example]) => {
    const value = variables[setting];
    if (value === undefined || value === "" || isOne(value)) return [];
    return [{ setting, message: `${setting} is no such URL: write it like ${setting}=${example}.` }];
  });

/** For a service elsewhere, only what the doctor itself goes by is judged: its other settings are not these. */
const faultsOf = (facts: Facts): SettingFault[] => {
  const own = addressFaults(facts);
  if (facts.settingFaults === undefined || !isLoopback(facts.settings.url)) return own;
  const named = new Set(facts.settingFaults.map(({ setting }) => setting));
  return [...facts.settingFaults, ...own.filter(({ setting }) => !named.has(setting))];
};

export const judgeSettings = (facts: Facts): Finding[] => {
  const where = { group: "Here", check: "settings" } as const;
  const faults = faultsOf(facts);
  if (faults.length === 0) return [pass(where, "the settings keep the service's rules")];
  return faults.map(({ setting, message }) =>
    fail(
      where,
      `invalid_${setting.replace(/^-+/, "").toLowerCase()}`,
      message,
      `Correct ${setting} in .env or where it is set, and restart the service; .env.example explains it.`,
    ),
  );
};
