// The state file on the disk.
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openDatabase } from "./open.ts";

const folder = mkdtempSync(join(tmpdir(), "sandbox-state-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the state, with its keys and signing links, can be read by its owner only", () => {
  const file = join(folder, "sandbox.sqlite");
  // As an earlier version left it.
  for (const path of [file, `${file}-wal`]) {
    writeFileSync(path, "");
    chmodSync(path, 0o644);
  }
  const db = openDatabase(file);
  const modes = [file, `${file}-wal`].map((path) => (statSync(path).mode & 0o777).toString(8));
  db.close();
  expect(modes).toEqual(["600", "600"]);
});
