// The bundle that a quick start runs from does what the sources do.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { bundle } from "../../scripts/bundle.ts";
import { call, sendAgreement, signAll, signature, until } from "./desk.ts";
import { startProduct } from "./start.ts";

/** Inside the packages, since what is not bundled is looked for from there, and ignored by version control. */
const HOME = resolve(import.meta.dirname, "../../packages/service/node_modules");
const CURRENT = pathToFileURL(
  resolve(import.meta.dirname, "../../packages/service/bin/current-bundle.js"),
).href;
const run = promisify(execFile);

test("a product started from the bundle finds its pages, migrations, fonts and processes", async () => {
  await mkdir(HOME, { recursive: true });
  const directory = await mkdtemp(join(HOME, ".bundle-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await bundle(directory);
  const { entries } = JSON.parse(await readFile(join(directory, "current.json"), "utf8"));
  // As the start asks: a bundle that is never taken for current would go unnoticed.
  const asked = `import { currentBundle } from ${JSON.stringify(CURRENT)}; for (const program of ["service", "cli"]) console.log(currentBundle(process.argv[1], program)?.pathname);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", asked, directory]);
  const entry = join(directory, entries.service);
  const command = join(directory, entries.cli);
  expect(stdout.trim().split("\n")).toEqual([entry, command].map((path) => pathToFileURL(path).pathname));

  const product = await startProduct({ entry });
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

  expect((await call(product, "GET", "/metrics")).status).toBe(200);

  const sent = await sendAgreement(product);
  await signAll(product, sent.signature_request_id);
  const done = await until(
    () => signature(product, sent.signature_id),
    (value) => value.is_collected,
  );
  expect(done.documents[0].signed.state).toBe("verified");
});
