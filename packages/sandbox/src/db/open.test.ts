// The state file on the disk.
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listMails } from "../mailbox/store.ts";
import { migration0001 } from "./migration-0001-state.ts";
import { openDatabase } from "./open.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-state-"));
});
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

test("a state of the first version keeps its mails", () => {
  const file = join(folder, "sandbox.sqlite");
  const first = new DatabaseSync(file);
  first.exec(`${migration0001}; PRAGMA user_version = 1;
    INSERT INTO mails (mail_id, at, sender, recipients, subject, text, links, source)
    VALUES ('m', 0, 'desk@example.com', '["a@example.com"]', 'Please sign', 'Hello', '[]', 'smtp')`);
  first.close();
  const db = openDatabase(file);
  const mails = listMails(db);
  db.close();
  expect(mails).toMatchObject([{ id: "m", from: "desk@example.com", subject: "Please sign" }]);
  expect(mails[0]).not.toHaveProperty("reply_to");
});
