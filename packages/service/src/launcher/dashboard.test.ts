import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLog } from "../log/create-log.ts";
import { ensureDashboard } from "./dashboard.ts";

let directory: string;
let logged: string;
const log = createLog({ level: "info", format: "json", destination: { write: (line) => (logged += line) } });

beforeEach(async () => {
  logged = "";
  directory = await mkdtemp(join(tmpdir(), "dashboard "));
  await writeFile(join(directory, "index.html"), "<title>new</title>");
});

afterEach(() => rm(directory, { recursive: true }));

const ensure = (stopping = new AbortController().signal) => ensureDashboard(log, stopping, directory);

async function builtAt(time: Date, title: string): Promise<void> {
  await mkdir(join(directory, "dist"));
  await writeFile(join(directory, "dist/index.html"), `<title>${title}</title>`);
  await utimes(join(directory, "dist/index.html"), time, time);
}

const served = () => readFile(join(directory, "dist/index.html"), "utf8");

test("builds what was never built, also when two services start together", async () => {
  const both = await Promise.all([ensure(), ensure()]);
  expect(both).toEqual([join(directory, "dist"), join(directory, "dist")]);
  expect(await served()).toContain("new");
  expect((await readdir(directory)).sort()).toEqual(["dist", "index.html"]);
});

test("builds again when a source has changed since", async () => {
  await builtAt(new Date("2020-01-01"), "old");
  await ensure();
  expect(await served()).toContain("new");
});

test("leaves a build alone that is newer than its sources", async () => {
  await builtAt(new Date(Date.now() + 60_000), "kept");
  await ensure();
  expect(await served()).toContain("kept");
  expect(logged).toBe("");
});

test("goes on with the old build when the sources are broken, and says so", async () => {
  await builtAt(new Date("2020-01-01"), "old");
  await writeFile(join(directory, "index.html"), '<script type="module" src="/nowhere.js"></script>');
  expect(await ensure()).toBe(join(directory, "dist"));
  expect(await served()).toContain("old");
  expect(logged).toContain("dashboard could not be built");
});

test("does without a dashboard when there is neither a build nor a way to one", async () => {
  await writeFile(join(directory, "index.html"), '<script type="module" src="/nowhere.js"></script>');
  expect(await ensure()).toBeUndefined();
  expect(logged).toContain("there is no dashboard");
});

test("gives up building when the service is told to stop", async () => {
  const stopping = new AbortController();
  const building = ensure(stopping.signal);
  stopping.abort();
  expect(await building).toBeUndefined();
  expect(logged).toBe("");
  expect(await readdir(directory)).toEqual(["index.html"]);
});
