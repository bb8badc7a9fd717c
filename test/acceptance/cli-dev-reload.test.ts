// `dev` while somebody works on the desk: its sources and settings change, break, and are mended, in a copy of the project.
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeAll, expect, test } from "vitest";
import { type Running, run, start } from "./cli.ts";
import { sandbox, sendAgreement, signature, until } from "./desk.ts";
import { freePort } from "./start.ts";
import { startTunnelServer } from "./tunnel-server.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const PACKAGES = ["cli", "contract", "digisigner", "pdf", "sandbox", "service"];

const HEADERS = "packages/service/src/http/headers.ts";

let project: string;
/** What a test changes and another would stumble over. */
let original: string;
const running: Running[] = [];
const servers: Server[] = [];

/** Our packages copied, everybody else's linked: what a test writes there, no other test reads. */
const copyProject = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), "creditnexus-sources-"));
  const modules = join(copy, "node_modules");
  await mkdir(join(modules, "@creditnexus"), { recursive: true });
  for (const name of PACKAGES) {
    await cp(join(ROOT, "packages", name), join(copy, "packages", name), { recursive: true });
    await symlink(join(copy, "packages", name), join(modules, "@creditnexus", name));
  }
  await cp(join(ROOT, "packages/dashboard"), join(copy, "packages/dashboard"), { recursive: true });
  for (const name of await readdir(join(ROOT, "node_modules"))) {
    if (name === "@creditnexus" || name.startsWith(".")) continue;
    await symlink(join(ROOT, "node_modules", name), join(modules, name));
  }
  return copy;
};

beforeAll(async () => {
  project = await copyProject();
  original = await readFile(join(project, HEADERS), "utf8");
});

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.process.kill("SIGINT");
    await one.ended;
  }
  await writeFile(join(project, HEADERS), original);
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A source of the copy, as its author changes it. */
const edit = async (file: string, change: (text: string) => string): Promise<void> => {
  const path = join(project, file);
  const before = await readFile(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  await writeFile(path, after);
};

interface Place {
  url: string;
  cwd: string;
  env: Record<string, string>;
}

const newPlace = async (): Promise<Place> => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = { CREDITNEXUS_URL: url, SANDBOX_URL: `http://127.0.0.1:${await freePort()}` };
  return { url, cwd: await mkdtemp(join(tmpdir(), "creditnexus-reload-")), env };
};

const startDev = (place: Place, words: readonly string[] = []): Running => {
  const dev = start(["dev", ...words], { ...place, project });
  running.push(dev);
  return dev;
};

// biome-ignore lint/suspicious/noExplicitAny: a line is looked at by the test that waited for it
const lineOf = async (dev: Running, holds: (value: any) => boolean): Promise<any> =>
  JSON.parse(await dev.line((line) => holds(JSON.parse(line))));

const frameOptions = async ({ url }: Place): Promise<string | null | undefined> => {
  const answer = await fetch(`${url}/readyz`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.headers.get("x-frame-options");
};

const answers = (place: Place, header: string) =>
  until(
    () => frameOptions(place),
    (value) => value === header,
    60,
  );

test("a changed source is answered from at once, a broken one is named, and a mended one starts the desk again", async () => {
  const place = await newPlace();
  const dev = startDev(place);
  await lineOf(dev, (line) => line.type === "ready");
  await answers(place, "DENY");

  await edit(HEADERS, (text) => text.replace('"DENY"', '"SAMEORIGIN"'));
  expect(await lineOf(dev, (line) => line.type === "desk_starts_again")).toMatchObject({
    changed: HEADERS.replace("packages/", ""),
  });
  await answers(place, "SAMEORIGIN");

  await edit(HEADERS, (text) => `${text}\nconst = 1;\n`);
  expect(await lineOf(dev, (line) => line.type === "desk_ended")).toMatchObject({ restarts_on: "change" });
  await edit(HEADERS, (text) => text.replace("\nconst = 1;\n", "").replace('"SAMEORIGIN"', '"DENY"'));
  await answers(place, "DENY");

  dev.process.kill("SIGINT");
  const { code, stderr } = await dev.ended;
  expect(code).toBe(0);
  expect(stderr).toContain("SyntaxError");
  expect(stderr).toContain("headers.ts");
  expect(await frameOptions(place)).toBeUndefined();
});

test("a desk that cannot start for a setting says which, and starts when .env is mended", async () => {
  const place = await newPlace();
  await writeFile(join(place.cwd, ".env"), "MAX_UPLOAD_MB=many\n");
  const dev = startDev(place);
  await lineOf(dev, (line) => line.type === "desk_ended");
  await writeFile(join(place.cwd, ".env"), "MAX_UPLOAD_MB=20\n");
  expect(await lineOf(dev, (line) => line.type === "desk_starts_again")).toMatchObject({ changed: ".env" });
  expect(await lineOf(dev, (line) => line.type === "ready")).toMatchObject({ attached: false });
  dev.process.kill("SIGINT");
  expect((await dev.ended).stderr).toContain("MAX_UPLOAD_MB");
});

const listening = (port: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer((_request, response) => response.writeHead(404).end("something else"));
    servers.push(server);
    server.listen(port, "127.0.0.1", () => done(server));
  });

test("a port that another program has is named; without reload that is the end", async () => {
  const place = await newPlace();
  const { port } = new URL(place.url);
  await listening(Number(port));
  const kept = startDev(place);
  await lineOf(kept, (line) => line.type === "desk_ended");
  kept.process.kill("SIGINT");
  expect((await kept.ended).stderr).toContain(`PORT ${port} on 127.0.0.1 is in use`);

  const { code, stdout, stderr } = await run(["dev", "--no-reload"], { ...place, project });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(`PORT ${port} on 127.0.0.1 is in use`);
  expect(stderr).toContain('"code": "desk_ended"');
});

test("a tunnel follows the desk to another secret and to DigiSigner", async () => {
  const place = await newPlace();
  await using server = await startTunnelServer();
  const digisigner = start(["sandbox", "start", "--port", "0"]);
  running.push(digisigner);
  const account = JSON.parse(await digisigner.line((line) => line.startsWith("{")));
  const dev = startDev(place, ["--tunnel", "localtunnel", "--tunnel-host", server.host]);
  const first = await lineOf(dev, (line) => line.type === "tunnel");
  expect(first).toMatchObject({ provider: "sandbox", self_test: { outcome: "pass" } });
  expect(first.callback_urls.document_signed).not.toContain("token=");

  const env = join(place.cwd, ".env");
  await writeFile(env, "DIGISIGNER_WEBHOOK_SECRET=canary-secret-of-later-0123456789\n");
  const second = await lineOf(
    dev,
    (line) => line.type === "tunnel" && line.callback_urls.document_signed.includes("token="),
  );
  expect(second).toMatchObject({ public_url: first.public_url, self_test: { outcome: "pass" } });
  const product = { url: place.url, sandboxUrl: place.env.SANDBOX_URL ?? "", apiKey: "" };
  const { body } = await sandbox(product, "GET", "settings");
  expect(body.callback_urls).toMatchObject(second.callback_urls);

  const live = `DIGISIGNER_API_KEY=${account.api_key}\nDIGISIGNER_BASE_URL=${account.api_url}\n`;
  await writeFile(env, (await readFile(env, "utf8")) + live);
  const third = await lineOf(dev, (line) => line.type === "tunnel" && line.provider === "digisigner");
  expect(third).toMatchObject({ callback_urls: second.callback_urls, self_test: { outcome: "pass" } });
});

test("a callback that comes while the desk starts again is not lost", async () => {
  const place = await newPlace();
  const digisigner = start(["sandbox", "start", "--port", "0"]);
  running.push(digisigner);
  const account = JSON.parse(await digisigner.line((line) => line.startsWith("{")));
  const dev = startDev({
    ...place,
    env: {
      ...place.env,
      SANDBOX_URL: account.url,
      DIGISIGNER_API_KEY: account.api_key,
      DIGISIGNER_BASE_URL: account.api_url,
    },
  });
  await lineOf(dev, (line) => line.type === "ready");
  const product = {
    url: place.url,
    sandboxUrl: account.url,
    apiKey: (await readFile(join(place.cwd, ".data", "admin.key"), "utf8")).trim(),
  };
  const address = `${place.url}/api/signatures/webhook`;
  const urls = { document_signed: address, signature_request_completed: address };
  await sandbox(product, "PUT", "settings", { callback_urls: urls });
  const agreement = await sendAgreement(product, [{ email: "jane.roe@northgate.bank" }]);

  // Broken first, so that it is surely away when the callback comes.
  await edit(HEADERS, (text) => `const = 1;\n${text}`);
  await lineOf(dev, (line) => line.type === "desk_ended");
  const { body } = await sandbox(product, "GET", "invitations");
  const signed = await sandbox(product, "POST", `invitations/${body.invitations[0].invitation_id}/sign`, {});
  expect(signed.status).toBe(200);
  await edit(HEADERS, (text) => text.replace("const = 1;\n", ""));
  await answers(place, "DENY");
  await sandbox(product, "POST", "clock", { advance: "60m" });

  const shown = await lineOf(dev, (line) => line.type === "callback");
  expect(shown.callback).toMatchObject({ signature_id: agreement.signature_id, outcome: "processed" });
  await until(
    () => signature(product, agreement.signature_id),
    (value) => value.status === "completed",
  );
});
