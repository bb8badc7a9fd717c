import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { findBinaries } from "./binaries.ts";

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };

let root: string;
let original: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "binaries ")));
  original = dirname(dirname(dirname((await findBinaries(undefined)).postgres)));
});

afterAll(() => rm(root, { recursive: true }));

/** A package as npm leaves it when it runs no install scripts: without the links between its libraries. */
async function bareCopy(): Promise<string> {
  const copy = join(root, randomBytes(4).toString("hex"));
  await cp(original, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  const libraries = join(copy, "native/lib");
  for (const entry of await readdir(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(libraries, entry.name));
  }
  return copy;
}

test("makes the links that an install script would have made, also when several processes do", async () => {
  const copy = await bareCopy();
  await Promise.all([findBinaries(undefined, copy), findBinaries(undefined, copy)]);
  const { initdb, postgres } = await findBinaries(undefined, copy);
  expect(postgres.startsWith(copy)).toBe(true);
  for (const program of [initdb, postgres]) {
    expect((await run(program, ["--version"])).stdout).toMatch(/PostgreSQL\) 18\./);
  }
});

test.runIf(isRoot)(
  "copies programs below a private home once to where the server's user can run them",
  async () => {
    const home = await bareCopy();
    await chmod(home, 0o700);
    const manifest = join(home, "package.json");
    const version = `0.0.0-${randomBytes(4).toString("hex")}`;
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, "utf8")), version }));
    await expect(run(join(home, "native/bin/postgres"), ["--version"], NOBODY)).rejects.toMatchObject({
      code: "EACCES",
    });

    const [first, second] = await Promise.all([findBinaries(NOBODY, home), findBinaries(NOBODY, home)]);
    onTestFinished(() => rm(dirname(dirname(dirname(first.postgres))), { recursive: true }));
    expect(second).toEqual(first);
    expect(first.postgres).toContain(version);
    expect((await run(first.postgres, ["--version"], { ...NOBODY, cwd: "/" })).stdout).toContain(
      "PostgreSQL) 18.",
    );
  },
);
