// Says of the settings, without starting anything, what would keep the service from starting; for the doctor.
import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";

/** The flag that asks for it, which is none of the settings. */
const CHECK_SETTINGS = "--check-settings";

const faultsOf = (argv: readonly string[], env: NodeJS.ProcessEnv) => {
  try {
    loadConfig({ argv, env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

/** Writes `{"faults": [{"setting", "message"}]}`; never a secret, since faults show none. */
export const reportSettings = (argv: readonly string[], env: NodeJS.ProcessEnv): void => {
  const rest = argv.filter((word) => word !== CHECK_SETTINGS);
  process.stdout.write(`${JSON.stringify({ faults: faultsOf(rest, env) })}\n`);
};
