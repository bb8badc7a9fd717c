// Reads the command line: every setting that is no secret is also a flag, and `--only` picks a role.
import { parseArgs } from "node:util";
import type { ConfigFault } from "./config-error.ts";
import { type Setting, type SettingName, settingNames, settings } from "./settings.ts";

export type Flags = {
  values: Map<SettingName, string>;
  only: string | undefined;
  faults: ConfigFault[];
};

/** `argv` without node and script. */
export function readFlags(argv: readonly string[]): Flags {
  const byFlag = new Map(settingNames().map((name) => [flagOf(name), name]));
  const options = Object.fromEntries(
    [...byFlag.keys(), "only"].map((flag) => [flag, { type: "string" as const }]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options,
  });
  const flags: Flags = { values: new Map(), only: undefined, faults: [] };
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    const given = token.kind === "option" ? token.rawName : token.value;
    const fault = (message: string) => flags.faults.push({ setting: given, message });
    const name = token.kind === "option" ? byFlag.get(token.name) : undefined;
    const isOnly = token.kind === "option" && token.name === "only";
    if (token.kind === "positional" || (name === undefined && !isOnly)) {
      fault(`${given} means nothing to this program: use ${knownFlags(byFlag)}.`);
      continue;
    }
    if (!token.value) {
      fault(`${given} has no value: write ${given} VALUE, or leave it out.`);
      continue;
    }
    if (name === undefined) {
      flags.only = token.value;
      continue;
    }
    if (isSecret(name)) {
      fault(
        `${given} cannot be a flag, because other users of this machine could read it: set ${name} in the environment or in .env.`,
      );
      continue;
    }
    flags.values.set(name, token.value);
  }
  return flags;
}

function flagOf(name: SettingName): string {
  return name.toLowerCase().replaceAll("_", "-");
}

function knownFlags(byFlag: Map<string, SettingName>): string {
  const open = [...byFlag].filter(([, name]) => !isSecret(name)).map(([flag]) => `--${flag}`);
  return ["--only", ...open].join(", ");
}

function isSecret(name: SettingName): boolean {
  return (settings[name] as Setting).secret === true;
}
