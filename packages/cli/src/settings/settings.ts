// Where the service and the sandbox are and which key to use: flags, then environment, then `.env`, then defaults.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { isLoopback } from "@creditnexus/contract";
import { z } from "zod";
import { UsageError } from "../command/errors.ts";
import { readAdminKey } from "./admin-key.ts";

export interface Settings {
  /** Origin of the service, without a trailing slash. */
  url: string;
  apiKey: string | undefined;
  /** Where the key came from, for messages: a variable's name or a file's path. */
  apiKeySource: string | undefined;
  /** Origin of the sandbox, without a trailing slash. */
  sandboxUrl: string;
  /** Absolute. */
  dataDir: string;
  /** Environment over `.env`, as the service itself reads it. */
  variables: Record<string, string | undefined>;
  /** The environment alone, to read the settings anew after `.env` has changed. */
  environment: Record<string, string | undefined>;
}

const Port = z.coerce.number().int().min(1).max(65_535);

const origin = (value: string, name: string): string => {
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(value);
  if (parsed.success) return value.replace(/\/+$/, "");
  throw new UsageError(`${name} is ${JSON.stringify(value)}: expected something like http://127.0.0.1:8000`);
};

const port = (value: string | undefined, name: string, otherwise: number): number => {
  if (value === undefined) return otherwise;
  const parsed = Port.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${name} is ${JSON.stringify(value)}: expected a port from 1 to 65535`);
};

const readEnvFile = async (path: string): Promise<Record<string, string | undefined>> => {
  try {
    return parseEnv(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${path} cannot be read: ${why}`,
      "Give yourself read permission, or remove the file.",
    );
  }
};

/** Reads everything a command may need; throws a {@link UsageError} that names the faulty setting. */
export const readSettings = async (input: {
  cwd: string;
  env: Record<string, string | undefined>;
  flags: { url?: string | undefined; sandboxUrl?: string | undefined };
}): Promise<Settings> => {
  const variables: Record<string, string | undefined> = {
    ...(await readEnvFile(join(input.cwd, ".env"))),
    // Empty means unset everywhere: an empty variable must not hide the file's value.
    ...Object.fromEntries(Object.entries(input.env).filter(([, value]) => value !== "")),
  };
  const read = (name: string) => (variables[name] === "" ? undefined : variables[name]);
  const url = origin(
    input.flags.url ?? read("CREDITNEXUS_URL") ?? `http://127.0.0.1:${port(read("PORT"), "PORT", 8000)}`,
    input.flags.url === undefined ? "CREDITNEXUS_URL" : "--url",
  );
  const sandboxUrl = origin(
    input.flags.sandboxUrl ??
      read("SANDBOX_URL") ??
      `http://127.0.0.1:${port(read("SANDBOX_PORT"), "SANDBOX_PORT", 8001)}`,
    input.flags.sandboxUrl === undefined ? "SANDBOX_URL" : "--sandbox-url",
  );
  const dataDir = resolve(input.cwd, read("DATA_DIR") ?? ".data");
  const given = read("CREDITNEXUS_API_KEY");
  if (given !== undefined) {
    return {
      url,
      apiKey: given,
      apiKeySource: "CREDITNEXUS_API_KEY",
      sandboxUrl,
      dataDir,
      variables,
      environment: input.env,
    };
  }
  const file = join(dataDir, "admin.key");
  const apiKey = isLoopback(url) ? await readAdminKey(file) : undefined;
  return {
    url,
    apiKey,
    apiKeySource: apiKey === undefined ? undefined : file,
    sandboxUrl,
    dataDir,
    variables,
    environment: input.env,
  };
};
