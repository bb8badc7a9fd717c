// The workflow's own command starts a sandbox that the workflow's own settings reach.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DigiSigner } from "@creditnexus/digisigner";
import { afterEach, expect, test } from "vitest";
import { parse } from "yaml";
import { agreementPdf } from "../../test/fixtures/pdf.ts";

interface Workflow {
  env: Record<string, string>;
  jobs: { test: { steps: { name?: string; run?: string }[] } };
}

const MODULES = resolve(import.meta.dirname, "../../node_modules");
const folders: string[] = [];
const groups: number[] = [];
afterEach(async () => {
  // The step leaves the sandbox running, as it does on a runner: its group is ended here.
  for (const group of groups.splice(0)) process.kill(-group, "SIGTERM");
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  server.close();
  await once(server, "close");
  return address.port;
};

test("the step that starts the sandbox ends when it answers, with the key the tests are given", async () => {
  const workflow: Workflow = parse(await readFile(join(import.meta.dirname, "signatures.yml"), "utf8"));
  const start = workflow.jobs.test.steps.find(({ name }) => name === "Start the sandbox")?.run ?? "";
  const folder = await mkdtemp(join(tmpdir(), "workflow-"));
  folders.push(folder);
  // What the step before it has installed.
  await symlink(MODULES, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), "{}");
  const port = await freePort();
  const step = spawn("bash", ["-e", "-c", start], {
    cwd: folder,
    env: { ...process.env, ...workflow.env, SANDBOX_PORT: String(port) },
    stdio: "ignore",
    detached: true,
  });
  if (step.pid !== undefined) groups.push(step.pid);
  const [code] = await once(step, "exit");
  expect(code, await readFile(join(folder, "sandbox.log"), "utf8")).toBe(0);

  const apiKey = workflow.env.DIGISIGNER_API_KEY ?? "";
  const client = new DigiSigner({ apiKey, baseUrl: `http://127.0.0.1:${port}/v1` });
  const { documentId } = await client.documents.upload(agreementPdf(), { filename: "agreement.pdf" });
  expect(await client.documents.fields(documentId)).toEqual([]);
});
