// Builds the folders that are published to npm: `node scripts/pack.ts [package …]`, by default all of them.
import { relative, resolve } from "node:path";
import { packPackage } from "./pack/pack-package.ts";
import { PACKAGES, type PackageName } from "./pack/packages.ts";

const ROOT = resolve(import.meta.dirname, "..");

const folderOf = (name: PackageName): string => resolve(ROOT, "packages", name, "dist");

function isKnown(name: string): name is PackageName {
  return PACKAGES.some((known) => known === name);
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !isKnown(name));
  if (unknown.length > 0) {
    throw new Error(`cannot pack ${unknown.join(", ")}; expected some of ${PACKAGES.join(", ")}`);
  }
  // In this order, since each is compiled against the declarations of those before it.
  for (const name of PACKAGES) {
    if (names.length > 0 && !names.includes(name)) continue;
    await packPackage(ROOT, name, folderOf);
    console.log(`${name}: ${relative(process.cwd(), folderOf(name))}`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
