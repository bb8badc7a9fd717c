// Finds the service beside the command line, where it is installed.
import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { join } from "node:path";

/** The service's entry, found as any dependency is; undefined where only the command line is installed. */
export const serviceEntry = (): string | undefined => {
  const paths = nodeModule.createRequire(import.meta.url).resolve.paths("@creditnexus/service") ?? [];
  return paths
    .map((directory) => join(directory, "@creditnexus", "service", "bin", "service.js"))
    .find((file) => existsSync(file));
};
