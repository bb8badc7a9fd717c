// Makes the library links of the PostgreSQL package, which its install script would have made.
import { readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Idempotent, and safe when several processes do it at once. `packageRoot` holds `native/`. */
export async function ensureLibrarySymlinks(packageRoot: string): Promise<void> {
  const list = await readFile(join(packageRoot, "native/pg-symlinks.json"), "utf8").catch((error) => {
    // Windows packages have no links and no list of them.
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    await symlink(basename(source), join(packageRoot, target)).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}
