// Loads a tunnel provider's library, which only those install who use it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CliError } from "../command/errors.ts";

const MISSING = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]);

/** In the project where the command is used, or beside the command: it may be installed for all projects at once. */
const whereFound = (name: string): string => {
  const project = createRequire(join(process.cwd(), "package.json"));
  const own = createRequire(import.meta.url);
  for (const { resolve } of [project, own]) {
    try {
      return pathToFileURL(resolve(name)).href;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) throw error;
    }
  }
  return name;
};

/** Throws a {@link CliError} that says what to install when `name` is not there. */
export const loadOptional = async (name: string): Promise<unknown> => {
  try {
    return await import(whereFound(name));
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && MISSING.has(String(cause.code)))) throw cause;
    throw new CliError(`The tunnel needs the package ${name}, which is not installed.`, {
      code: "tunnel_not_installed",
      nextStep: `Install it with \`npm install ${name}\`, or take another --tunnel.`,
      cause,
    });
  }
};
