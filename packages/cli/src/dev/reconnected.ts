// Reads the settings anew while `dev` runs: its desk makes the first key, and `.env` may be edited meanwhile.
import { connect } from "../command/connect.ts";
import type { Context } from "../command/context.ts";
import { readSettings } from "../settings/settings.ts";

/** The addresses stay what they were at the start, for that is where the desk was started. */
export const reconnected = async (context: Context): Promise<Context> => {
  const { url, sandboxUrl, dataDir, environment } = context.settings;
  const settings = await readSettings({
    cwd: context.cwd,
    env: { ...environment, DATA_DIR: dataDir },
    flags: { url, sandboxUrl },
  });
  return connect(settings, context);
};
