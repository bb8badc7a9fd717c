// The journal of a send survives a kill at any byte.
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { fingerprint, openJournal } from "./journal.ts";

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), "creditnexus-journal-")), "sends");
});

const open = (options: { fresh?: boolean } = {}) =>
  openJournal(directory, "x", { fresh: options.fresh ?? false, now: new Date(0) });

test("what was recorded is known to the next, under the same run", async () => {
  const first = await open();
  await first.record(0, "sig_1");
  await first.record(2, "sig_3");
  const second = await open();
  expect(second.run).toBe(first.run);
  expect([...second.done]).toEqual([
    [0, "sig_1"],
    [2, "sig_3"],
  ]);
});

test("a line cut off by a kill counts as not written, wherever it was cut", async () => {
  const first = await open();
  await first.record(0, "sig_1");
  await first.record(1, "sig_2");
  const path = join(directory, "x.jsonl");
  const whole = await readFile(path, "utf8");
  const [head = "", one = ""] = whole.split("\n");
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(path, whole.slice(0, length));
    const { run, done } = await open();
    if (length > head.length) expect(run).toBe(first.run);
    const lines = length > head.length + one.length + 1 ? 1 : 0;
    expect(done.size).toBe(lines);
  }
});

test("after a kill in mid-line, new lines are still read", async () => {
  const first = await open();
  await first.record(0, "sig_1");
  const path = join(directory, "x.jsonl");
  await writeFile(path, `${await readFile(path, "utf8")}{"index":1,"signa`);
  const second = await open();
  await second.record(1, "sig_2");
  expect([...(await open()).done.values()]).toEqual(["sig_1", "sig_2"]);
});

test("closed or fresh, the next begins anew", async () => {
  const first = await open();
  await first.record(0, "sig_1");
  const fresh = await open({ fresh: true });
  expect(fresh.run).not.toBe(first.run);
  expect(fresh.done.size).toBe(0);
  await fresh.close();
  expect(await readdir(directory)).toEqual([]);
});

test("the name depends on every part and on their order", () => {
  expect(fingerprint(["a", { b: 1 }])).toBe(fingerprint(["a", { b: 1 }]));
  expect(fingerprint(["a", "b"])).not.toBe(fingerprint(["b", "a"]));
});
