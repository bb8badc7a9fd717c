// What this machine offers to tests: other people's PDF tools, and the collection of real PDFs.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const COLLECTION = fileURLToPath(new URL("../../../../../shared/data/pdfs/", import.meta.url));

export interface RealPdf {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Real documents from beside the repository; undefined where they are not. */
export function realPdfs(): readonly RealPdf[] | undefined {
  if (!existsSync(COLLECTION)) return undefined;
  return readdirSync(COLLECTION)
    .filter((name) => name.endsWith(".pdf"))
    .map((name) => ({ name, bytes: readFileSync(COLLECTION + name) }));
}

export const NO_REAL_PDFS = "left out: the collection of real PDFs is not beside the repository";

/** Runs a tool and gives its exit code and output; undefined where it is not installed. */
export function runTool(name: string, args: readonly string[]): { code: number; output: string } | undefined {
  const result = spawnSync(name, args, { encoding: "utf8" });
  if (result.error !== undefined) return undefined;
  return { code: result.status ?? -1, output: result.stdout + result.stderr };
}
