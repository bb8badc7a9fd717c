import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockDataDirectory } from "./data-directory-lock.ts";

test("the files of the lock can be opened by their owner only", async () => {
  const directory = await mkdtemp(join(tmpdir(), "lock-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, "postgres.lock");
  const lock = await lockDataDirectory(path, directory);
  onTestFinished(() => lock.release());
  const modes = [path, `${path}.pid`].map(async (file) => ((await stat(file)).mode & 0o777).toString(8));
  expect(await Promise.all(modes)).toEqual(["600", "600"]);
});
