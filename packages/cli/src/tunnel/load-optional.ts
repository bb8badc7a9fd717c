// Loads a tunnel provider's library, which only those install who use it.
import { CliError } from "../command/errors.ts";

/** Throws a {@link CliError} that says what to install when `name` is not there. */
export const loadOptional = async (name: string): Promise<unknown> => {
  try {
    return await import(name);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ERR_MODULE_NOT_FOUND")) throw cause;
    throw new CliError(`The tunnel needs the package ${name}, which is not installed.`, {
      code: "tunnel_not_installed",
      exit: "failed",
      nextStep: `Install it with \`npm install ${name}\`, or take another --tunnel.`,
      cause,
    });
  }
};
