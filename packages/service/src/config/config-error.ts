// Lists everything that is wrong with the configuration at once, each fault with its correction.
import { StartupError } from "../errors.ts";

/** A sentence that names the setting, its value, the expectation and the correction. */
export type ConfigFault = { setting: string; message: string };

export class ConfigError extends StartupError {
  override name = "ConfigError";
  readonly faults: readonly ConfigFault[];

  constructor(faults: readonly ConfigFault[]) {
    super({
      code: "invalid_configuration",
      message:
        faults.length === 1
          ? (faults[0]?.message ?? "")
          : `${faults.length} settings need correction:\n${faults.map(({ message }) => `  - ${message}`).join("\n")}`,
      exitCode: 78,
    });
    this.faults = faults;
  }
}
