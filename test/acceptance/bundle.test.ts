// The bundle that a quick start runs from: it does what the sources do, and gives way to them when they have changed.
import { appendFile, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { currentBundle } from "../../packages/service/bin/current-bundle.js";
import { bundleService } from "../../scripts/bundle-service.ts";
import { sendAgreement, signAll, signature, until } from "./desk.ts";
import { startProduct } from "./start.ts";

/** Inside the packages, since what is not bundled is looked for from there, and ignored by version control. */
const HOME = resolve(import.meta.dirname, "../../packages/service/node_modules");

test("a product started from the bundle finds its pages, migrations, fonts and processes", async () => {
  await mkdir(HOME, { recursive: true });
  const directory = await mkdtemp(join(HOME, ".bundle-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await bundleService(directory);
  const entry = currentBundle(directory);
  if (entry === undefined) throw new Error("a bundle made this moment is not current");

  const product = await startProduct({ entry: fileURLToPath(entry) });
  onTestFinished(async () => {
    await product.stop();
  });
  const pages = {
    dashboard: `${product.url}/`,
    documentation: `${product.url}/docs/`,
    logo: `${product.url}/docs/static/logo.svg`,
    description: `${product.url}/openapi.json`,
    inspector: product.sandboxUrl,
    mailbox: `${product.sandboxUrl}/mailbox`,
  };
  for (const [name, url] of Object.entries(pages)) expect((await fetch(url)).status, name).toBe(200);

  const sent = await sendAgreement(product);
  await signAll(product, sent.signature_request_id);
  const done = await until(
    () => signature(product, sent.signature_id),
    (value) => value.is_collected,
  );
  expect(done.documents[0].signed.state).toBe("verified");
});

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
  return { entry: "1/service.js", sources: { "source.ts": { size, mtimeMs } } };
};

test("a bundle is current until a source has changed or gone", async () => {
  const kept = await bundleOf(asItIs);
  expect(currentBundle(kept.directory)?.href).toMatch(/\/1\/service\.js$/);
  await appendFile(kept.source, "// more\n");
  expect(currentBundle(kept.directory)).toBeUndefined();

  const lost = await bundleOf(asItIs);
  await rm(lost.source);
  expect(currentBundle(lost.directory)).toBeUndefined();
});

test("no bundle, or half of one, means the sources", async () => {
  expect(currentBundle(join(tmpdir(), "no-such-bundle"))).toBeUndefined();
  const half = await bundleOf(async () => '{"entry":"1/serv');
  expect(currentBundle(half.directory)).toBeUndefined();
});
