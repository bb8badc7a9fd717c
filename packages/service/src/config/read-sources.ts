// Gathers the raw texts of all settings: flags over environment over `.env` over defaults.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { readFlags } from "./read-flags.ts";
import { type Setting, type SettingName, settingNames, settings } from "./settings.ts";

type Source = "flag" | "environment" | ".env" | "default";
export type RawSetting = { text: string; source: Source };

export type SourceOptions = {
  /** Without node and script. */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Absolute path; a missing file is no fault. */
  envFile: string | undefined;
};

export function readSources({ argv, env, envFile }: SourceOptions) {
  const flags = readFlags(argv);
  const file = envFile === undefined ? {} : readEnvFile(envFile);
  const raw = new Map<SettingName, RawSetting>();
  for (const name of settingNames()) {
    const candidates: [Source, string | undefined][] = [
      ["flag", flags.values.get(name)],
      ["environment", env[name]],
      [".env", file[name]],
      ["default", (settings[name] as Setting).fallback],
    ];
    for (const [source, text = ""] of candidates) {
      // Empty means unset everywhere: that is how containers and shells pass "nothing".
      if (text.trim() === "") continue;
      raw.set(name, { source, text: text.trim() });
      break;
    }
  }
  return { raw, only: flags.only, faults: flags.faults };
}

function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
