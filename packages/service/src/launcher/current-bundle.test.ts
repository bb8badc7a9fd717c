// Holds when a start may come from the bundle, and when it has to come from the sources.
import { appendFile, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { currentBundle } from "../../bin/current-bundle.js";

/** A directory with a source and a bundle that claims to be made of it as it is described. */
const bundleOf = async (described: (source: string) => Promise<unknown>) => {
  const directory = await mkdtemp(join(tmpdir(), "bundle-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const source = join(directory, "source.ts");
  await writeFile(source, "export {};\n");
  const manifest = await described(source);
  await writeFile(
    join(directory, "current.json"),
    typeof manifest === "string" ? manifest : JSON.stringify(manifest),
  );
  return { directory, source };
};

const asItIs = async (source: string) => {
  const { size, mtimeMs } = await stat(source);
  return { entries: { service: "1/service.js" }, files: { "source.ts": { size, mtimeMs } } };
};

test("a bundle is current until a source has changed or gone", async () => {
  const kept = await bundleOf(asItIs);
  expect(currentBundle(kept.directory, "service")?.href).toMatch(/\/1\/service\.js$/);
  expect(currentBundle(kept.directory, "another")).toBeUndefined();
  await appendFile(kept.source, "// more\n");
  expect(currentBundle(kept.directory, "service")).toBeUndefined();

  const lost = await bundleOf(asItIs);
  await rm(lost.source);
  expect(currentBundle(lost.directory, "service")).toBeUndefined();
});

test.each(['{"entries":{"ser', "{}", "null", '{"entries":{"service":"1/service.js"},"files":{"x":null}}'])(
  "no bundle, or one that says %s of itself, means the sources",
  async (manifest) => {
    expect(currentBundle(join(tmpdir(), "no-such-bundle"), "service")).toBeUndefined();
    const half = await bundleOf(async () => manifest);
    expect(currentBundle(half.directory, "service")).toBeUndefined();
  },
);
