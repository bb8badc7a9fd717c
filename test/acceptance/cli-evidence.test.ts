// Evidence at the terminal: it holds without the service, and every change of a byte is found.
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { run, runJson, runOnTerminal } from "./cli.ts";
import { sendAgreement, signAll, signature, until } from "./desk.ts";
import { startProduct } from "./start.ts";

let cwd: string;
let files: Record<string, Uint8Array>;

/** Nothing of the desk is known here. */
const env: Record<string, string> = { CREDITNEXUS_URL: "http://127.0.0.1:9" };

beforeAll(async () => {
  const product = await startProduct();
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-evidence-"));
  try {
    const agreement = await sendAgreement(product);
    await signAll(product, agreement.signature_request_id);
    await until(
      () => signature(product, agreement.signature_id),
      (value) => value.is_collected,
    );
    const connected = { cwd, env: { CREDITNEXUS_URL: product.url, DATA_DIR: product.dataDir } };
    await runJson(["evidence", "get", agreement.signature_id, "-o", "bundle.zip"], connected);
    await writeFile(join(cwd, "key.json"), JSON.stringify(await runJson(["evidence", "key"], connected)));
    await writeFile(join(cwd, "key.pem"), (await run(["evidence", "key", "--no-json"], connected)).stdout);
  } finally {
    // What follows must hold without it.
    await product.stop();
  }
  files = unzipSync(await readFile(join(cwd, "bundle.zip")));
});

interface Verdict {
  code: number;
  outcome: string;
  /** Checks that failed. */
  failed: string[];
}

const verify = async (...words: string[]): Promise<Verdict> => {
  const { code, stdout, stderr } = await run(["evidence", "verify", ...words], { cwd, env });
  expect(stderr).toBe("");
  const { outcome, findings } = JSON.parse(stdout) as {
    outcome: string;
    findings: { check: string; outcome: string }[];
  };
  const failed = findings.filter((one) => one.outcome === "fail").map((one) => one.check);
  return { code, outcome, failed: [...new Set(failed)] };
};

const verifyChanged = async (change: (bundle: Record<string, Uint8Array>) => void): Promise<Verdict> => {
  const bundle = { ...files };
  change(bundle);
  await writeFile(join(cwd, "changed.zip"), zipSync(bundle));
  return verify("changed.zip", "--key", "key.pem");
};

test.each(["key.pem", "key.json"])("with the desk's key from %s everything holds", async (key) => {
  expect(await verify("bundle.zip", "--key", key)).toEqual({ code: 0, outcome: "pass", failed: [] });
});

test("without a key the bundle vouches for itself, which is a warning", async () => {
  expect(await verify("bundle.zip")).toEqual({ code: 7, outcome: "warn", failed: [] });
});

test("another desk's key does not fit", async () => {
  const other = Buffer.alloc(32, 7).toString("base64");
  const { code, failed } = await verify("bundle.zip", "--key", other);
  expect(code).toBe(1);
  expect(failed).toContain("manifest_signature");
});

test("a changed byte is found, whichever kind of file it is in", async () => {
  const kinds = [/^manifest\.json$/, /^timeline/, /original/, /signed/, /callback/];
  const paths = kinds.map((kind) => Object.keys(files).find((path) => kind.test(path)) ?? `no ${kind}`);
  for (const path of paths) {
    expect(files).toHaveProperty([path]);
    const { code, failed } = await verifyChanged((bundle) => {
      const bytes = Uint8Array.from(bundle[path] ?? []);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      bundle[path] = bytes;
    });
    expect({ path, code, found: failed.length > 0 }).toEqual({ path, code: 1, found: true });
  }
});

test("a file that is missing, and one that was added, are found", async () => {
  const signed = Object.keys(files).find((path) => /signed/.test(path)) ?? "";
  expect(signed).not.toBe("");
  expect((await verifyChanged((bundle) => delete bundle[signed])).code).toBe(1);
  const added = await verifyChanged((bundle) => {
    bundle["extra.txt"] = new TextEncoder().encode("x");
  });
  expect(added.failed).toContain("file");
});

test("what is no bundle is refused in one sentence", async () => {
  await writeFile(join(cwd, "no.zip"), "hello");
  await writeFile(join(cwd, "climb.zip"), zipSync({ "../outside.txt": new Uint8Array([1]) }));
  const [none, climbing, missing, badKey] = await Promise.all([
    run(["evidence", "verify", "no.zip"], { cwd, env }),
    run(["evidence", "verify", "climb.zip"], { cwd, env }),
    run(["evidence", "verify", "nowhere.zip"], { cwd, env }),
    run(["evidence", "verify", "bundle.zip", "--key", "no.zip"], { cwd, env }),
  ]);
  expect(none.code).toBe(2);
  expect(JSON.parse(none.stderr).error.detail).toContain("cannot be unpacked");
  expect(JSON.parse(climbing.stderr).error.detail).toContain("outside.txt");
  expect(missing.code).toBe(3);
  expect(JSON.parse(badKey.stderr).error.detail).toContain("Ed25519 public key");
});

test("on a terminal it ends with a sentence", async () => {
  const { code, text } = await runOnTerminal(["evidence", "verify", "bundle.zip", "--key", "key.pem"], {
    cwd,
    env,
  });
  expect(code).toBe(0);
  expect(text).toContain("The evidence holds.");
});
