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

const DAY_MS = 24 * 60 * 60 * 1000;

const open = (options: { fresh?: boolean; day?: number; requests?: string[] } = {}) =>
  openJournal(directory, "x", {
    fresh: options.fresh ?? false,
    now: new Date((options.day ?? 0) * DAY_MS),
    requests: options.requests ?? [],
  });

const keyOf = (journal: { keyOf: (request: { id: string; index: number }) => string }) =>
  journal.keyOf({ id: "a-1", index: 0 });

test("what was recorded is known to the next, under the same keys", async () => {
  const first = await open();
  await first.record("a-1", "sig_1");
  await first.record("c-1", "sig_3");
  const second = await open();
  expect(keyOf(second)).toBe(keyOf(first));
  expect([...second.done]).toEqual([
    ["a-1", "sig_1"],
    ["c-1", "sig_3"],
  ]);
});

test("a line cut off by a kill counts as not written, wherever it was cut", async () => {
  const first = await open();
  await first.record("a-1", "sig_1");
  await first.record("b-1", "sig_2");
  const path = join(directory, "x.jsonl");
  const whole = await readFile(path, "utf8");
  const [head = "", one = ""] = whole.split("\n");
  for (let length = 0; length < whole.length; length += 1) {
    await writeFile(path, whole.slice(0, length));
    const again = await open();
    if (length > head.length) expect(keyOf(again)).toBe(keyOf(first));
    const lines = length > head.length + one.length + 1 ? 1 : 0;
    expect(again.done.size).toBe(lines);
  }
});

test("after a kill in mid-line, new lines are still read", async () => {
  const first = await open();
  await first.record("a-1", "sig_1");
  const path = join(directory, "x.jsonl");
  await writeFile(path, `${await readFile(path, "utf8")}{"request":"b-1","signa`);
  const second = await open();
  await second.record("b-1", "sig_2");
  expect([...(await open()).done.values()]).toEqual(["sig_1", "sig_2"]);
});

test("closed or fresh, the next begins anew", async () => {
  const first = await open();
  await first.record("a-1", "sig_1");
  const fresh = await open({ fresh: true });
  expect(keyOf(fresh)).not.toBe(keyOf(first));
  expect(fresh.done.size).toBe(0);
  await fresh.close();
  expect(await readdir(directory)).toEqual([]);
});

test("what was sent many days ago is neither taken for sent now nor sent again unasked", async () => {
  const first = await open({ requests: ["a-1", "b-1"] });
  await first.record("a-1", "sig_1");
  expect((await open({ day: 6, requests: ["a-1", "b-1"] })).done.size).toBe(1);
  await expect(open({ day: 6.1, requests: ["a-1", "b-1"] })).rejects.toMatchObject({
    code: "send_too_old",
    message: expect.stringContaining("1970-01-01, with 1 of 2 sent"),
    nextStep: expect.stringContaining("--fresh"),
  });
  const other = await open({ day: 6.1, requests: ["b-1"] });
  expect(other.done.size).toBe(0);
  expect(keyOf(other)).not.toBe(keyOf(first));
});

test("the name depends on every part and on their order", () => {
  expect(fingerprint(["a", { b: 1 }])).toBe(fingerprint(["a", { b: 1 }]));
  expect(fingerprint(["a", "b"])).not.toBe(fingerprint(["b", "a"]));
});
