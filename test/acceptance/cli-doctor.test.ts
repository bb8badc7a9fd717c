// The doctor before broken set-ups, each made for real: it names what is wrong and how to mend it, and nothing else.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Running, run, start } from "./cli.ts";
import { type Answering, startLine } from "./cli-line.ts";
import { sandbox, until } from "./desk.ts";
import { freePort, type Product, startProduct } from "./start.ts";

/** Lets names that end in .example lead to this machine, in the process that loads it. */
const HOSTS = new URL("./example-hosts.ts", import.meta.url).href;

const SECRET = "a-webhook-secret-of-the-doctor-test";

interface Finding {
  check: string;
  outcome: string;
  cause: string | null;
  detail: string;
  fix: string | null;
}

interface Diagnosis {
  code: number;
  outcome: string;
  /** `check: cause` of everything that is not in order. */
  wrong: string[];
  /** What the doctor says to do about a cause. */
  fix: (cause: string) => string;
  findings: Finding[];
}

/** On the sandbox, as `npm start` gives it. */
let desk: Product;
/** On DigiSigner, played by a sandbox of its own, with a webhook secret. */
let live: Product;
let digisigner: Running;
let digisignerUrl: string;
let cwd: string;
const started: Product[] = [];

const emptyDirectory = () => mkdtemp(join(tmpdir(), "creditnexus-doctor-"));

const diagnose = async (
  env: Record<string, string>,
  directory = cwd,
  flags: readonly string[] = [],
): Promise<Diagnosis> => {
  const { code, stdout, stderr } = await run(["doctor", ...flags], { cwd: directory, env });
  expect(stderr).toBe("");
  const { outcome, findings } = JSON.parse(stdout) as { outcome: string; findings: Finding[] };
  const wrong = findings.filter((one) => one.outcome !== "pass").map((one) => `${one.check}: ${one.cause}`);
  const fix = (cause: string) => findings.find((one) => one.cause === cause)?.fix ?? "";
  return { code, outcome, wrong, fix, findings };
};

const deskEnv = (): Record<string, string> => ({
  CREDITNEXUS_URL: desk.url,
  SANDBOX_URL: desk.sandboxUrl,
  DATA_DIR: desk.dataDir,
});

const digisignerEnv = (): Record<string, string> => ({
  DIGISIGNER_API_KEY: "sandbox-api-key",
  DIGISIGNER_BASE_URL: `${digisignerUrl}/v1`,
  DIGISIGNER_WEBHOOK_SECRET: SECRET,
});

const liveEnv = (): Record<string, string> => ({
  ...digisignerEnv(),
  CREDITNEXUS_URL: live.url,
  DATA_DIR: live.dataDir,
});

/** Changes the account at DigiSigner, as its owner does there. */
const account = (change: unknown) =>
  fetch(`${digisignerUrl}/_sandbox/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(change),
  });

beforeAll(async () => {
  digisigner = start(["sandbox", "start", "--port", "0"]);
  digisignerUrl = JSON.parse(await digisigner.line((line) => line.startsWith("{"))).url;
  // One after the other: two that look for free ports at the same time may find the same.
  desk = await startProduct();
  started.push(desk);
  live = await startProduct({ env: digisignerEnv() });
  started.push(live);
  cwd = await emptyDirectory();
});

afterAll(async () => {
  await Promise.all(started.map((product) => product.stop()));
  digisigner.process.kill("SIGKILL");
});

test("a healthy desk on the sandbox: quiet, exit code 0", async () => {
  const { code, outcome, wrong } = await diagnose(deskEnv());
  expect({ code, outcome, wrong }).toEqual({ code: 0, outcome: "pass", wrong: [] });
});

describe("what stands between DigiSigner and the desk", () => {
  const rewrite =
    (
      change: (
        body: Buffer,
        headers: Record<string, string>,
      ) => { body: Buffer | string; headers: Record<string, string>; status?: number },
    ): Answering =>
    (answer, response) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const { body, headers, status } = change(Buffer.concat(chunks), { "content-type": "text/plain" });
        response.writeHead(status ?? 200, headers).end(body);
      });
    };

  const SPOILERS: [cause: string, remedy: string, answering: Answering][] = [
    [
      "white_space_added",
      "Stop the proxy from rewriting bodies",
      rewrite((body, headers) => ({ body: `${body.toString()}\n`, headers })),
    ],
    [
      "compressed",
      "Switch compression off",
      rewrite((body, headers) => ({
        body: gzipSync(body),
        headers: { ...headers, "content-encoding": "gzip" },
      })),
    ],
    [
      "redirected",
      "to the final address",
      rewrite(() => ({ body: "", headers: { location: "https://elsewhere.example/?token=x" }, status: 301 })),
    ],
    [
      "interstitial",
      "without an interstitial page",
      rewrite(() => ({
        body: "<!doctype html><title>Continue?</title>",
        headers: { "content-type": "text/html" },
      })),
    ],
    [
      "wrong_type",
      "leave the Content-Type header alone",
      rewrite((body) => ({ body, headers: { "content-type": "application/octet-stream" } })),
    ],
    [
      "wrong_body",
      "Check that the URL leads to this service",
      rewrite((_body, headers) => ({ body: "OK", headers })),
    ],
    [
      "wrong_path",
      "hands /api/signatures/webhook on unchanged",
      rewrite((_body, headers) => ({ body: "no such page", headers, status: 404 })),
    ],
    [
      "nothing_behind",
      "Start the service",
      rewrite((_body, headers) => ({ body: "Bad gateway", headers, status: 502 })),
    ],
    [
      "wrong_status",
      "DigiSigner retries until it gets 200",
      rewrite((body, headers) => ({ body, headers, status: 202 })),
    ],
  ];

  test.each(SPOILERS)("%s", async (cause, remedy, answering) => {
    await using line = await startLine(desk.url, { answering });
    const { code, wrong, fix, findings } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    expect(wrong).toEqual([`public_callback: ${cause}`]);
    expect(fix(cause)).toContain(remedy);
    expect(code).toBe(1);
    expect(findings.find((one) => one.cause === cause)?.detail).not.toContain("token");
  });

  test("an honest proxy is no finding", async () => {
    await using line = await startLine(desk.url);
    expect((await diagnose({ ...deskEnv(), PUBLIC_URL: line.url })).wrong).toEqual([]);
  });

  test("nothing listens at the public address", async () => {
    const publicUrl = `http://127.0.0.1:${await freePort()}`;
    const { wrong, fix } = await diagnose({ ...deskEnv(), PUBLIC_URL: publicUrl });
    expect(wrong).toEqual(["public_callback: refused"]);
    expect(fix("refused")).toContain("the proxy or tunnel in front of it");
  });

  test("https is asked of a port of plain http", async () => {
    await using line = await startLine(desk.url);
    const { wrong } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url.replace("http:", "https:") });
    expect(wrong).toEqual(["public_callback: no_tls"]);
  });

  test("the public name does not resolve", async () => {
    const { wrong, fix } = await diagnose({ ...deskEnv(), PUBLIC_URL: "http://desk.invalid" });
    expect(wrong).toEqual(["public_callback: name_unknown"]);
    expect(fix("name_unknown")).toContain("PUBLIC_URL and the DNS record");
  });
});

describe("certificates", () => {
  const DAY = 86_400_000;
  let authority: { key: string; cert: string };
  let trusted: string;

  const certificate = async (name: string, validUntil: number) => {
    const made = await generate([{ name: "commonName", value: name }], {
      keyType: "ec",
      algorithm: "sha256",
      notBeforeDate: new Date(Date.now() - 30 * DAY),
      notAfterDate: new Date(Date.now() + validUntil),
      ca: authority,
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: name }] }],
    });
    return { key: made.private, cert: made.cert };
  };

  beforeAll(async () => {
    const made = await generate([{ name: "commonName", value: "Authority of the doctor's test" }], {
      keyType: "ec",
      algorithm: "sha256",
      notBeforeDate: new Date(Date.now() - 60 * DAY),
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
      ],
    });
    authority = { key: made.private, cert: made.cert };
    trusted = join(await emptyDirectory(), "authority.pem");
    await writeFile(trusted, authority.cert);
  });

  test.each([
    ["a good one", "localhost", 90 * DAY, true, undefined, ""],
    ["expired", "localhost", -DAY, true, "certificate_expired", "Renew the certificate"],
    ["about to expire", "localhost", 5 * DAY, true, "certificate_expires_soon", "renews itself"],
    ["for another name", "other.example", 90 * DAY, true, "certificate_wrong_name", "for this host name"],
    ["of an unknown authority", "localhost", 90 * DAY, false, "certificate_incomplete", "full chain"],
  ])("%s", async (_what, name, validUntil, trust, cause, remedy) => {
    await using line = await startLine(desk.url, { tls: await certificate(name, validUntil) });
    const { wrong, fix } = await diagnose({
      ...deskEnv(),
      PUBLIC_URL: line.url,
      ...(trust ? { NODE_EXTRA_CA_CERTS: trusted } : {}),
    });
    expect(wrong).toEqual(cause === undefined ? [] : [`public_callback: ${cause}`]);
    expect(fix(cause ?? "")).toContain(remedy);
  });

  test("self-signed", async () => {
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      keyType: "ec",
      algorithm: "sha256",
    });
    await using line = await startLine(desk.url, { tls: { key: made.private, cert: made.cert } });
    const { wrong, fix } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    expect(wrong).toEqual(["public_callback: certificate_self_signed"]);
    expect(fix("certificate_self_signed")).toContain("public authority");
  });

  test("a live desk in production behind https, with the key of a PROD account: quiet, exit code 0", async () => {
    const name = "desk.creditnexus.example";
    await account({ mode: "PROD" });
    const port = await freePort();
    const sandboxPort = await freePort();
    const target = `http://127.0.0.1:${port}`;
    await using line = await startLine(target, { tls: await certificate(name, 90 * DAY) });
    const publicUrl = `https://${name}:${new URL(line.url).port}`;
    const env = { ...digisignerEnv(), NODE_ENV: "production", PUBLIC_URL: publicUrl };
    const product = await startProduct({ env, ports: { service: port, sandbox: sandboxPort } });
    started.push(product);
    const { code, wrong, findings } = await diagnose(
      {
        ...env,
        CREDITNEXUS_URL: product.url,
        DATA_DIR: product.dataDir,
        NODE_EXTRA_CA_CERTS: trusted,
        // The name is in no DNS: this stands in for /etc/hosts.
        NODE_OPTIONS: `--import ${HOSTS}`,
      },
      cwd,
      ["--find-mode"],
    );
    await account({ mode: "TEST" });
    expect({ code, wrong }).toEqual({ code: 0, wrong: [] });
    const details = findings.map(({ detail }) => detail).join("\n");
    expect(details).toContain("the account is in PROD mode");
    expect(details).toContain(`${publicUrl}/api/signatures/webhook answers exactly`);
  });
});

describe("the desk on DigiSigner", () => {
  test("an address of this machine cannot be reached by DigiSigner", async () => {
    const { wrong, fix } = await diagnose(liveEnv());
    expect(wrong).toEqual(["public_url: not_public"]);
    expect(fix("not_public")).toContain("Set PUBLIC_URL to the public https address");
  });

  test("plain http to the outside", async () => {
    const { wrong, fix } = await diagnose({ ...liveEnv(), PUBLIC_URL: "http://desk.invalid" });
    expect(wrong).toEqual(["public_url: not_https", "public_callback: name_unknown"]);
    expect(fix("not_https")).toContain("behind https");
  });

  test("a proxy that drops the query loses the token, though the desk itself takes it", async () => {
    await using line = await startLine(live.url, { dropsQuery: true });
    const publicUrl = line.url.replace("127.0.0.1", "desk.creditnexus.example");
    const { wrong, fix } = await diagnose({
      ...liveEnv(),
      PUBLIC_URL: publicUrl,
      NODE_OPTIONS: `--import ${HOSTS}`,
    });
    expect(wrong).toEqual(["public_url: not_https", "public_callback: token_lost"]);
    expect(fix("token_lost")).toContain("hand the query on");
  });

  test("the secret here is not the service's", async () => {
    const { wrong, fix } = await diagnose({
      ...liveEnv(),
      DIGISIGNER_WEBHOOK_SECRET: "another-secret-of-that-length",
    });
    expect(wrong).toEqual(["callback_answer: secret_differs", "public_url: not_public"]);
    expect(fix("secret_differs")).toContain("reads the same secret");
  });

  test("the secret is not known here", async () => {
    const { DIGISIGNER_WEBHOOK_SECRET: _secret, ...env } = liveEnv();
    const { wrong, fix } = await diagnose(env);
    expect(wrong).toEqual(["callback_answer: secret_unknown", "public_url: not_public"]);
    expect(fix("secret_unknown")).toContain("where the service's .env is");
  });

  test("DigiSigner refuses the key", async () => {
    const { wrong, fix, findings } = await diagnose({ ...liveEnv(), DIGISIGNER_API_KEY: "canary-wrong-key" });
    expect(wrong).toEqual(["digisigner_key: key_refused", "public_url: not_public"]);
    expect(fix("key_refused")).toContain("Copy the key again");
    expect(JSON.stringify(findings)).not.toContain("canary-wrong-key");
  });

  test("DigiSigner's address is wrong", async () => {
    const { wrong, fix } = await diagnose({
      ...liveEnv(),
      DIGISIGNER_BASE_URL: `http://127.0.0.1:${await freePort()}/v1`,
    });
    expect(wrong).toEqual(["digisigner_key: base_url", "public_url: not_public"]);
    expect(fix("base_url")).toContain("Check DIGISIGNER_BASE_URL");
  });

  test("the key of the other mode, found out only when asked for", async () => {
    const production = { ...liveEnv(), NODE_ENV: "production" };
    await account({ mode: "TEST" });
    expect((await diagnose(production)).wrong).toEqual(["public_url: not_public"]);
    const test = await diagnose(production, cwd, ["--find-mode"]);
    expect(test.wrong).toEqual(["mode: test_in_production", "public_url: not_public"]);
    expect(test.fix("test_in_production")).toContain("Buy API credits");
    await account({ mode: "PROD" });
    const prod = await diagnose(liveEnv(), cwd, ["--find-mode"]);
    await account({ mode: "TEST" });
    expect(prod.wrong).toEqual(["mode: prod_in_development", "public_url: not_public"]);
    expect(prod.fix("prod_in_development")).toContain("Use the key of a TEST account");
  });

  test("no secret, so that anybody may post callbacks", async () => {
    const { DIGISIGNER_WEBHOOK_SECRET: _secret, ...env } = digisignerEnv();
    const open = await startProduct({ env });
    started.push(open);
    const { wrong, fix } = await diagnose({
      ...env,
      CREDITNEXUS_URL: open.url,
      DATA_DIR: open.dataDir,
    });
    expect(wrong).toEqual(["public_url: not_public", "callback_proof: no_secret"]);
    expect(fix("no_secret")).toContain("Set DIGISIGNER_WEBHOOK_SECRET");
  });
});

describe("this machine", () => {
  const inRepository = async (ignore: string): Promise<string> => {
    const directory = await emptyDirectory();
    execFileSync("git", ["init", "-q"], { cwd: directory });
    await writeFile(join(directory, ".gitignore"), ignore);
    await writeFile(join(directory, ".env"), "PORT=8000\n", { mode: 0o600 });
    return directory;
  };

  test(".env open to others", async () => {
    const directory = await emptyDirectory();
    await writeFile(join(directory, ".env"), "PORT=8000\n", { mode: 0o644 });
    const { wrong, fix } = await diagnose(deskEnv(), directory);
    expect(wrong).toEqual(["env_file: readable_by_others"]);
    expect(fix("readable_by_others")).toBe(`chmod 600 ${join(directory, ".env")}`);
  });

  test(".env not ignored by git is a warning, exit code 7", async () => {
    const { wrong, code, fix } = await diagnose(deskEnv(), await inRepository(""));
    expect({ wrong, code }).toEqual({ wrong: ["env_file: not_ignored"], code: 7 });
    expect(fix("not_ignored")).toContain("Add a line .env to .gitignore");
  });

  test(".env tracked by git, even if it is ignored by now", async () => {
    const directory = await inRepository(".env\n");
    execFileSync("git", ["add", "-f", ".env"], { cwd: directory });
    const { wrong, fix } = await diagnose(deskEnv(), directory);
    expect(wrong).toEqual(["env_file: tracked_by_git"]);
    expect(fix("tracked_by_git")).toContain("git rm --cached .env");
  });

  test("the desk's data in a repository, until its own .gitignore covers it", async () => {
    const directory = await inRepository(".env\n");
    const data = join(directory, "data");
    await mkdir(data);
    await cp(join(desk.dataDir, "admin.key"), join(data, "admin.key"));
    const env = { ...deskEnv(), DATA_DIR: data };
    const open = await diagnose(env, directory);
    expect(open).toMatchObject({ wrong: ["data_directory: not_ignored"], code: 7 });
    // That the key is covered does not cover the PDFs.
    await writeFile(join(directory, ".gitignore"), ".env\n*.key\n");
    expect((await diagnose(env, directory)).wrong).toEqual(["data_directory: not_ignored"]);
    execFileSync("git", ["add", "-f", "data"], { cwd: directory });
    await writeFile(join(data, ".gitignore"), "*\n!.gitignore\n");
    const tracked = await diagnose(env, directory);
    expect(tracked).toMatchObject({ wrong: ["data_directory: tracked_by_git"], code: 1 });
    expect(tracked.fix("tracked_by_git")).toContain(`git rm -r --cached ${join(data, "admin.key")}`);
    execFileSync("git", ["rm", "-r", "-q", "--cached", "data"], { cwd: directory });
    // A repository may keep the directory itself, without anything of the desk's.
    execFileSync("git", ["add", "data/.gitignore"], { cwd: directory });
    expect((await diagnose(env, directory)).wrong).toEqual([]);
  });

  test.each([
    ["PUBLIC_URL", "desk.example.com"],
    ["SMTP_URL", "mail.example.com"],
    ["SMTP_URL", "smtp.example.com:587"],
    ["DATABASE_URL", "nonsense"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s keeps no rule, whether the service runs or not", async (setting, value) => {
    const cause = `invalid_${setting.toLowerCase()}`;
    const up = await diagnose({ ...deskEnv(), [setting]: value });
    expect(up.wrong).toEqual([`settings: ${cause}`]);
    expect(up.fix(cause)).toContain(`Correct ${setting}`);
    const down = await diagnose({
      ...deskEnv(),
      CREDITNEXUS_URL: `http://127.0.0.1:${await freePort()}`,
      [setting]: value,
    });
    expect(down.wrong).toEqual([`settings: ${cause}`, "service: unreachable"]);
  });

  test("a tunnel whose dev was killed does not hide a good public address", async () => {
    await using line = await startLine(desk.url);
    const gone = start(["sandbox", "start", "--port", "0"]);
    gone.process.kill("SIGKILL");
    await gone.ended;
    const note = { public_url: "https://gone.invalid", seen_at: new Date().toISOString() };
    const file = join(desk.dataDir, "tunnel.json");
    await writeFile(file, JSON.stringify({ ...note, pid: gone.process.pid }));
    const { wrong, fix, findings } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    // The number of a killed one may be another process's by now; that nobody has seen the tunnel lately tells.
    const seen_at = new Date(Date.now() - 120_000).toISOString();
    await writeFile(file, JSON.stringify({ ...note, seen_at, pid: process.pid }));
    const reused = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    await rm(file);
    expect(reused.wrong).toEqual(["tunnel: tunnel_gone"]);
    expect(wrong).toEqual(["tunnel: tunnel_gone"]);
    expect(fix("tunnel_gone")).toContain(line.url);
    expect(findings.find(({ check }) => check === "public_callback")?.outcome).toBe("pass");
  });

  test(".env private and ignored is no finding", async () => {
    expect((await diagnose(deskEnv(), await inRepository(".env\n"))).wrong).toEqual([]);
  });
});

describe("the service", () => {
  test("it does not run", async () => {
    const { wrong, fix } = await diagnose({
      ...deskEnv(),
      CREDITNEXUS_URL: `http://127.0.0.1:${await freePort()}`,
    });
    expect(wrong).toEqual(["service: unreachable"]);
    expect(fix("unreachable")).toContain("npm start");
  });

  test.each([
    ["nothing of the kind", () => ({ status: 404, body: "nothing" })],
    ["an empty object to everything", () => ({ status: 200, body: "{}" })],
    [
      "that it is healthy, as many servers do",
      (path: string) => ({ status: 200, body: path === "/healthz" ? '{"status":"ok"}' : "{}" }),
    ],
  ])("something else runs at its address and answers %s", async (_what, answer) => {
    const heard: string[] = [];
    const other = createHttpServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? "without a key"}`);
      const { status, body } = answer(request.url ?? "");
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    const url = await listen(other);
    const { wrong, fix } = await diagnose({ ...deskEnv(), CREDITNEXUS_URL: url, CREDITNEXUS_API_KEY: "k" });
    other.close();
    expect(wrong).toEqual(["service: something_else"]);
    expect(fix("something_else")).toContain("another program may have taken the port");
    // Neither the key nor a callback's token went there.
    expect(heard.every((line) => /^GET \/(health|ready)z without a key$/.test(line))).toBe(true);
  });

  test("it is up, and what it stands on hangs", async () => {
    const heard: string[] = [];
    const hanging = createHttpServer((request, response) => {
      heard.push(request.headers.authorization ?? "without a key");
      if (request.url !== "/healthz") return;
      response.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}');
    });
    const url = await listen(hanging);
    const { wrong, fix } = await diagnose({ ...deskEnv(), CREDITNEXUS_URL: url, CREDITNEXUS_API_KEY: "k" });
    hanging.closeAllConnections();
    hanging.close();
    expect(wrong).toEqual(["service: readiness_timeout"]);
    expect(fix("readiness_timeout")).toContain("database and storage");
    expect(new Set(heard)).toEqual(new Set(["without a key"]));
  });

  test("a wrong key, and none", async () => {
    const wrong = await diagnose({ ...deskEnv(), CREDITNEXUS_API_KEY: "wrong" });
    expect(wrong.wrong).toEqual(["key: wrong_key"]);
    expect(wrong.fix("wrong_key")).toContain("set CREDITNEXUS_API_KEY");
    const none = await diagnose({ ...deskEnv(), DATA_DIR: cwd });
    expect(none.wrong).toEqual(["key: no_key"]);
    expect(none.fix("no_key")).toContain("Set CREDITNEXUS_API_KEY");
  });

  test("its clock is ten minutes off", async () => {
    const answering: Answering = (answer, response) => {
      const date = new Date(Date.now() + 600_000).toUTCString();
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
      answer.pipe(response);
    };
    await using line = await startLine(desk.url, { answering });
    const { wrong, fix } = await diagnose({
      ...deskEnv(),
      CREDITNEXUS_URL: line.url,
      CREDITNEXUS_API_KEY: desk.apiKey,
    });
    expect(wrong).toEqual(["clock: skewed"]);
    expect(fix("skewed")).toContain("NTP");
    const outside = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    expect(outside.wrong).toEqual(["clock: skewed_public"]);
    expect(outside.fix("skewed_public")).toContain("NTP");
  });

  test("commands here would go to another sandbox than the desk's", async () => {
    const { wrong, fix } = await diagnose({ ...deskEnv(), SANDBOX_URL: "http://127.0.0.1:9" });
    expect(wrong).toEqual(["provider: other_sandbox"]);
    expect(fix("other_sandbox")).toBe(`Set SANDBOX_URL=${desk.sandboxUrl}.`);
  });

  test("a typo in the sandbox's callback URL", async () => {
    const typo = { document_signed: `${desk.url}/api/signature/webhook` };
    await sandbox(desk, "PUT", "settings", { callback_urls: typo });
    const { wrong, fix } = await diagnose(deskEnv());
    const right = { document_signed: `${desk.url}/api/signatures/webhook` };
    await sandbox(desk, "PUT", "settings", { callback_urls: right });
    expect(wrong).toEqual(["callback_urls: wrong_path"]);
    expect(fix("wrong_path")).toContain("Settings → Set up");
  });
});

const listen = async (server: Server | ReturnType<typeof createHttpServer>): Promise<string> => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
};

describe("mail", () => {
  const mailServer = async (greeting: string) => {
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.write(greeting);
    });
    const port = new URL(await listen(server)).port;
    return { url: `smtp://user:canary-password@127.0.0.1:${port}`, close: () => server.close() };
  };

  test.each([
    ["a server that greets", "220 mail.example ESMTP\r\n", [], ""],
    ["a server that refuses", "554 5.7.1 not you\r\n", ["mail: mail_refused"], "in SMTP_URL"],
  ])("%s", async (_what, greeting, expected, remedy) => {
    const server = await mailServer(greeting);
    const { wrong, fix, findings } = await diagnose({ ...deskEnv(), SMTP_URL: server.url });
    server.close();
    expect(wrong).toEqual(expected);
    expect(fix("mail_refused")).toContain(remedy);
    expect(JSON.stringify(findings)).not.toContain("canary-password");
  });

  test("no server at all", async () => {
    const { wrong, fix } = await diagnose({
      ...deskEnv(),
      SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
    });
    expect(wrong).toEqual(["mail: mail_refused"]);
    expect(fix("mail_refused")).toContain("Check host, port and scheme");
  });
});

const post = (event: Record<string, unknown>) =>
  fetch(`${desk.url}/api/signatures/webhook`, {
    method: "POST",
    body: JSON.stringify({ event_time: Date.now(), ...event }),
  });

test("callbacks of an unknown type, and for a request that the desk does not know", async () => {
  await post({ event_type: "SIGNER_SNEEZED" });
  await post({ event_type: "DOCUMENT_SIGNED", document_id: "unknown", signer_email: "a@b.example" });
  const { wrong, code, fix } = await until(
    () => diagnose(deskEnv()),
    (diagnosis) => diagnosis.wrong.length > 1,
  );
  expect(wrong).toEqual(["journal: unmatched", "journal: event_type_unknown"]);
  expect(fix("unmatched")).toContain("uses the same DigiSigner account");
  expect(fix("event_type_unknown")).toContain("update the desk");
  expect(code).toBe(7);
});
