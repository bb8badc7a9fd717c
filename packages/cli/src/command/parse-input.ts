// Turns what the argument parser read into a command's typed input, or says which value is wrong.
import type { z } from "zod";
import type { AnyCommand } from "./command.ts";
import { UsageError } from "./errors.ts";

/** `expiresIn` → `--expires-in`. */
export const flagName = (name: string): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** `signatureId` → `SIGNATURE_ID`. */
export const argumentName = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const fault = (label: string, error: z.ZodError): string =>
  error.issues.map((issue) => `${label}: ${issue.message}`).join("\n");

/** Runs every schema of the declaration; all faults are named at once. */
export const parseInput = (
  declaration: AnyCommand,
  values: { arguments: Record<string, unknown>; flags: Record<string, unknown> },
): Record<string, unknown> => {
  const input: Record<string, unknown> = {};
  const faults: string[] = [];
  const take = (name: string, label: string, schema: z.ZodType, value: unknown) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) input[name] = parsed.data;
    else faults.push(fault(label, parsed.error));
  };
  for (const [name, argument] of Object.entries(declaration.arguments)) {
    take(name, argumentName(name), argument.schema, values.arguments[name]);
  }
  for (const [name, flag] of Object.entries(declaration.flags)) {
    take(name, flagName(name), flag.schema, values.flags[name]);
  }
  if (faults.length > 0) {
    throw new UsageError(faults.join("\n"), `See \`creditnexus ${declaration.name} --help\`.`);
  }
  return input;
};
