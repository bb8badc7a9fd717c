// Asks the service's own rules what is wrong with the settings here, whether it runs or not.
import { execFile } from "node:child_process";
import { z } from "zod";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { serviceEntry } from "../settings/service-entry.ts";

const Report = z.object({ faults: z.array(z.object({ setting: z.string(), message: z.string() })) });
export type SettingFault = z.infer<typeof Report>["faults"][number];

const run = (entry: string, { cwd, signal }: Context): Promise<string> =>
  new Promise((resolve, reject) => {
    // Environment and directory are this process's own, so that a fault names where the value stands.
    execFile(process.execPath, [entry, "--check-settings"], { cwd, signal }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      reject(
        new CliError(`The service's settings could not be checked: ${stderr.trim() || error.message}`, {
          code: "settings_not_checked",
        }),
      );
    });
  });

/** Undefined where only the command line is installed: then nobody here knows the rules. */
export const readSettingFaults = async (context: Context): Promise<SettingFault[] | undefined> => {
  const entry = serviceEntry();
  if (entry === undefined) return undefined;
  return Report.parse(JSON.parse(await run(entry, context))).faults;
};
