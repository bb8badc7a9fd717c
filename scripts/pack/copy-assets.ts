// Copies what the compiler leaves behind: styles, images, SQL and whatever else lies beside the sources.
import { cp, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

const LEFT_BEHIND = /\.tsx?$|(?:^|\/)tsconfig\.json$|(?:^|\/)testing\//;

export async function copyAssets(source: string, target: string): Promise<void> {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(source.length + 1);
    if (!entry.isFile() || LEFT_BEHIND.test(path)) continue;
    await mkdir(dirname(join(target, path)), { recursive: true });
    await cp(join(source, path), join(target, path));
  }
}
