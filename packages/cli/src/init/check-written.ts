// Checks a text for `.env` by the service's own rules before it is written.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { readSettingFaults } from "../doctor/setting-faults.ts";

/** Read where the service would read it, but in a directory that only this user may enter. */
const faultsOf = async (text: string, context: Context): Promise<string[]> => {
  const cwd = await mkdtemp(join(tmpdir(), "creditnexus-init-"));
  try {
    await writeFile(join(cwd, ".env"), text, { mode: 0o600 });
    return ((await readSettingFaults({ ...context, cwd })) ?? []).map(({ message }) => message);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};

/** What the service will refuse of a file that stays as it is; of a text that is new, the refusal is the answer. */
export const checkWritten = async (before: string, text: string, context: Context): Promise<string[]> => {
  const faults = await faultsOf(text, context);
  if (faults.length === 0 || text === before) return faults;
  throw new CliError(`The service would not start with these settings: ${faults.join(" ")}`, {
    code: "settings_refused",
    nextStep:
      "Correct them in .env, in the environment or among the flags, and run init again. Nothing was written.",
  });
};
