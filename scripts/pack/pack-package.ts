// Builds one workspace package into a folder that can be published: JavaScript, declarations, assets, manifest.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compile } from "./compile.ts";
import { copyAssets } from "./copy-assets.ts";
import { publishedManifest, type WorkspaceManifest } from "./manifest.ts";
import type { PackageName } from "./packages.ts";

/** Where packages are built: one folder each, with the code in `dist` and the commands in `bin`. */
export type FolderOf = (name: PackageName) => string;

/** Makes a folder that is ready for `npm publish`; those it depends on must have been made before. */
export async function packPackage(root: string, name: PackageName, folderOf: FolderOf): Promise<void> {
  const source = join(root, "packages", name);
  const target = folderOf(name);
  const manifest: WorkspaceManifest = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await compile({
    root,
    name,
    target: join(target, "dist"),
    declarationsOf: (other) => join(folderOf(other), "dist"),
  });
  await copyAssets(join(source, "src"), join(target, "dist"));
  await cp(join(root, "LICENSE"), join(target, "LICENSE"));
  await copyIfThere(join(source, "README.md"), join(target, "README.md"));
  await copyIfThere(join(source, "bin"), join(target, "bin"));
  const published = publishedManifest(manifest);
  await writeFile(join(target, "package.json"), `${JSON.stringify(published, undefined, 2)}\n`);
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}
