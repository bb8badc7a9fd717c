// Packs what is published to npm and uses it as strangers do: linted, installed, run from JavaScript.
import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { packPackage } from "../scripts/pack/pack-package.ts";
import { PACKAGES, type PackageName } from "../scripts/pack/packages.ts";
import { agreementPdf } from "./fixtures/pdf.ts";

// Compilers and foreign processes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..");

/** A project of somebody else; below node_modules, so that third-party packages need no second download. */
let project: string;
const tarballs = new Map<PackageName, string>();
const installed = (name: PackageName): string => join(project, "node_modules/@creditnexus", name);

beforeAll(async () => {
  await mkdir(join(ROOT, "node_modules/.cache"), { recursive: true });
  project = await mkdtemp(join(ROOT, "node_modules/.cache/publish-"));
  await writeFile(join(project, "package.json"), '{"type":"module"}');
  for (const name of PACKAGES) {
    await packPackage(ROOT, name, (other) => join(project, "packed", other));
    const { stdout } = await run(
      "npm",
      ["pack", "--json", "--ignore-scripts", "--pack-destination", project],
      {
        cwd: join(project, "packed", name),
      },
    );
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    tarballs.set(name, join(project, filename));
    await mkdir(installed(name), { recursive: true });
    await run("tar", ["-xzf", join(project, filename), "-C", installed(name), "--strip-components=1"]);
    const ownPackages = join(ROOT, "packages", name, "node_modules");
    if (existsSync(ownPackages))
      await symlink(ownPackages, join(installed(name), "node_modules"), "junction");
  }
}, 180_000);

afterAll(async () => {
  if (project !== undefined) await rm(project, { recursive: true, force: true });
});

/** Runs a module of the strange project and returns what it prints. */
async function runScript(script: string, node = process.execPath): Promise<string> {
  const file = join(project, "script.mjs");
  await writeFile(file, script);
  const { stdout } = await run(node, [file], { cwd: project, timeout: 60_000 });
  return stdout.trim();
}

/** Every Node on this machine, the one that runs the tests first. */
async function nodeVersions(): Promise<Map<string, string>> {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.execPath, ...folders.map((folder) => join(folder, name))].filter(existsSync);
  const versions = new Map<string, string>();
  for (const node of candidates) {
    const { stdout } = await run(node, ["--version"]);
    if (!versions.has(stdout.trim())) versions.set(stdout.trim(), node);
  }
  return versions;
}

describe.each(PACKAGES)("the package %s", (name) => {
  test("has nothing that publint objects to", async () => {
    const manifest = JSON.parse(await readFile(join(installed(name), "package.json"), "utf8"));
    const { messages } = await publint({ pkgDir: installed(name), strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  test("has types that attw finds for every way of importing an ES module", async () => {
    const manifest = JSON.parse(await readFile(join(installed(name), "package.json"), "utf8"));
    if (manifest.exports === undefined) return;
    const tarball = await readFile(tarballs.get(name) ?? "");
    const result = await checkPackage(createPackageFromTarballData(tarball));
    // Only ES modules are published, so that resolution before Node 16, and CommonJS, do not count.
    const problems: { kind: string; resolutionKind?: string }[] = result.types
      ? result.problems
      : [{ kind: "NoTypes" }];
    const others = ["node10", "node16-cjs"];
    expect(problems.filter(({ resolutionKind = "" }) => !others.includes(resolutionKind))).toEqual([]);
  });

  test("carries code, declarations and licence, but no source or test", () => {
    const files = globSync("**/*.*", { cwd: installed(name) });
    expect(files).toContain(name === "cli" ? "dist/main.js" : "dist/index.js");
    if (name !== "cli") expect(files).toContain("dist/index.d.ts");
    expect(existsSync(join(installed(name), "LICENSE"))).toBe(true);
    expect(
      files.filter((file) => /(?<!\.d)\.ts$|\.test\.|(testing|conformance|properties)\//.test(file)),
    ).toEqual([]);
  });
});

test("the client runs on every Node that is here, 20 among them where installed", async () => {
  const versions = await nodeVersions();
  const script = `
    import { createServer } from "node:http";
    import { DigiSigner, parseEvent, signCallback, verifyCallback, callbackUrl } from "@creditnexus/digisigner";
    import { FIELD_TYPES } from "@creditnexus/digisigner/wire";
    const server = createServer((request, response) => {
      let size = 0;
      request.on("data", (chunk) => { size += chunk.length; });
      request.on("end", () => response.setHeader("content-type", "application/json").end(JSON.stringify({ document_id: "d-" + size })));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = new DigiSigner({ apiKey: "k", baseUrl: "http://127.0.0.1:" + server.address().port + "/v1" });
    async function* chunks() { for (let i = 0; i < 10; i++) yield new Uint8Array(100_000); }
    const streamed = await client.documents.upload(chunks(), { filename: "a.pdf", size: 1_000_000 });
    const held = await client.documents.upload(new Uint8Array(1_000_000), { filename: "a.pdf" });
    const missing = await client.signatureRequests.get("r").catch((error) => error.code);
    const header = await signCallback("s", "body");
    const proof = await verifyCallback({ secret: "s", rawBody: "body", header });
    const url = await callbackUrl("https://x.example/hook", "s");
    const event = parseEvent({ event_type: "X" });
    console.log(streamed.documentId === held.documentId, missing, proof, url.length, event.type, FIELD_TYPES.length);
    server.close();
    server.closeAllConnections();
  `;
  expect(versions.size).toBeGreaterThan(0);
  for (const [version, node] of versions) {
    if (Number.parseInt(version.slice(1), 10) < 20) continue;
    expect(await runScript(script, node), version).toBe("true malformed_response true 72 UNKNOWN 7");
  }
});

test.each([
  ["in Node", { lib: ["es2022"], types: ["node"], module: "nodenext" }],
  [
    "in a browser with a bundler",
    { lib: ["es2022", "dom"], types: [], module: "esnext", moduleResolution: "bundler" },
  ],
])("the client's types hold for a strict program %s", async (_name, platform) => {
  const program = `
    import { DigiSigner, type DigiSignerEvent, parseEvent } from "@creditnexus/digisigner";
    import type { SignatureRequest } from "@creditnexus/digisigner/wire";
    const client = new DigiSigner({ apiKey: "k", fetch: globalThis.fetch });
    export const send = async (file: Blob): Promise<string> =>
      (await client.documents.upload(file, { filename: "a.pdf" })).documentId;
    export const nameOf = (event: DigiSignerEvent): string => {
      if (event.type === "DOCUMENT_SIGNED") return event.documentId;
      return event.type === "UNKNOWN" ? event.eventType : event.signatureRequest.signatureRequestId;
    };
    export const id = (request: SignatureRequest): string => request.signature_request_id;
    // @ts-expect-error a field type that does not exist
    client.signatureRequests.create({ documents: [{ documentId: "d", signers: [{ email: "e", fields: [{ page: 0, rectangle: [1, 2, 3, 4], type: "STAMP" }] }] }] });
    parseEvent("{}");
  `;
  const folder = await mkdtemp(join(project, "types-"));
  await writeFile(join(folder, "program.ts"), program);
  const typeRoots = [join(ROOT, "node_modules/@types")];
  const compilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    typeRoots,
    ...platform,
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const { stdout } = await run(process.execPath, [compiler, "-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
});

test("client and sandbox join without a socket, and the signing page has all its parts", async () => {
  const pdf = Buffer.from(agreementPdf()).toString("base64");
  const output = await runScript(`
    import { DigiSigner } from "@creditnexus/digisigner";
    import { createSandbox } from "@creditnexus/sandbox";
    const sandbox = await createSandbox();
    const client = new DigiSigner({ apiKey: sandbox.apiKey, baseUrl: sandbox.apiUrl, fetch: sandbox.fetch });
    const { documentId } = await client.documents.upload(Buffer.from("${pdf}", "base64"), { filename: "loan.pdf" });
    const request = await client.signatureRequests.create({
      documents: [{ documentId, signers: [{ email: "ann@example.com" }] }],
    });
    const page = await sandbox.fetch(request.documents[0].signers[0].signDocumentUrl);
    const html = await page.text();
    const links = [...html.matchAll(/(?:src|href)="([^"]+\\.(?:js|css|svg|mjs|woff2))[^"]*"/g)].map((match) => match[1]);
    const statuses = await Promise.all(
      links.map(async (link) => (await sandbox.fetch(new URL(link, request.documents[0].signers[0].signDocumentUrl))).status),
    );
    const pdfBytes = await (await client.documents.download(documentId)).bytes();
    console.log(page.status, links.length > 1, statuses.every((status) => status === 200), pdfBytes.length > 500);
    await sandbox.close();
  `);
  expect(output).toBe("200 true true true");
});

test("the command line starts and names its version", async () => {
  const manifest = JSON.parse(await readFile(join(installed("cli"), "package.json"), "utf8"));
  const { stdout } = await run(process.execPath, [join(installed("cli"), "bin/creditnexus.js"), "--version"]);
  expect(stdout).toContain(manifest.version);
});
