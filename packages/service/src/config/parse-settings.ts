// Turns the raw texts into values, collecting every fault instead of stopping at the first.
import type { ConfigFault } from "./config-error.ts";
import type { RawSetting } from "./read-sources.ts";
import { type Setting, type SettingName, type SettingValues, settingNames, settings } from "./settings.ts";

/** Values of faulty settings are missing; use them only when there is no fault. */
export function parseSettings(raw: ReadonlyMap<SettingName, RawSetting>): {
  values: SettingValues;
  faults: ConfigFault[];
} {
  const values: Partial<Record<SettingName, unknown>> = {};
  const faults: ConfigFault[] = [];
  for (const name of settingNames()) {
    const given = raw.get(name);
    if (given === undefined) continue;
    const parsed = settings[name].schema.safeParse(given.text);
    if (parsed.success) values[name] = parsed.data;
    else faults.push({ setting: name, message: describeFault(name, given) });
  }
  // Each value comes from the schema of its own name.
  return { values: values as SettingValues, faults };
}

function describeFault(name: SettingName, { text, source }: RawSetting): string {
  const { secret, expected, example }: Setting = settings[name];
  const value = secret ? "(not shown)" : JSON.stringify(text);
  const origin = source === "environment" ? "the environment" : source === "flag" ? "a flag" : source;
  return `${name} is ${value} in ${origin}: expected ${expected}, for example ${name}=${example}.`;
}
