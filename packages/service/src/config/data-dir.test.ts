// A data directory that is new keeps itself out of git; one that was there is left as it is.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareDataDir } from "./data-dir.ts";

test("a new directory ignores itself, an existing one gets nothing", async () => {
  const parent = await mkdtemp(join(tmpdir(), "creditnexus-data-dir-"));
  const path = join(parent, "new", "data");
  await prepareDataDir(path);
  expect(await readFile(join(path, ".gitignore"), "utf8")).toBe("*\n");
  await rm(join(path, ".gitignore"));
  await prepareDataDir(path);
  expect(await readdir(path)).toEqual([]);
  await rm(parent, { recursive: true });
});
