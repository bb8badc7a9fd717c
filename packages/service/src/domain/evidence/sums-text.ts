// The SHA256SUMS of a bundle, as sha256sum reads it.
import type { BundleFile } from "./bundle-file.ts";

export const sumsText = (files: readonly Pick<BundleFile, "path" | "sha256">[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
