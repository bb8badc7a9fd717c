// The doctor before broken set-ups, each made for real: it names what is wrong and how to mend it, and nothing else.
import { execFileSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Running, run, start } from "./cli.ts";
import { type Answering, startLine } from "./cli-line.ts";
import { until } from "./desk.ts";
import { freePort, type Product, startProduct } from "./start.ts";

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

const diagnose = async (env: Record<string, string>, directory = cwd): Promise<Diagnosis> => {
  const { code, stdout, stderr } = await run(["doctor"], { cwd: directory, env });
  expect(stderr).toBe("");
  const { outcome, findings } = JSON.parse(stdout) as { outcome: string; findings: Finding[] };
  const wrong = findings.filter((one) => one.outcome !== "pass").map((one) => `${one.check}: ${one.cause}`);
  for (const finding of findings) {
    if (finding.outcome !== "pass") expect(finding.fix ?? "", finding.detail).not.toBe("");
  }
  return { code, outcome, wrong, findings };
};

const deskEnv = (): Record<string, string> => ({
  CREDITNEXUS_URL: desk.url,
  SANDBOX_URL: desk.sandboxUrl,
  DATA_DIR: desk.dataDir,
});

const liveEnv = (): Record<string, string> => ({
  CREDITNEXUS_URL: live.url,
  DATA_DIR: live.dataDir,
  DIGISIGNER_API_KEY: "sandbox-api-key",
  DIGISIGNER_BASE_URL: `${digisignerUrl}/v1`,
  DIGISIGNER_WEBHOOK_SECRET: SECRET,
});

beforeAll(async () => {
  digisigner = start(["sandbox", "start", "--port", "0"]);
  digisignerUrl = JSON.parse(await digisigner.line((line) => line.startsWith("{"))).url;
  // One after the other: two that look for free ports at the same time may find the same.
  desk = await startProduct();
  started.push(desk);
  live = await startProduct({
    env: {
      DIGISIGNER_API_KEY: "sandbox-api-key",
      DIGISIGNER_BASE_URL: `${digisignerUrl}/v1`,
      DIGISIGNER_WEBHOOK_SECRET: SECRET,
    },
  });
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

  const SPOILERS: [cause: string, answering: Answering][] = [
    ["white_space_added", rewrite((body, headers) => ({ body: `${body.toString()}\n`, headers }))],
    [
      "compressed",
      rewrite((body, headers) => ({
        body: gzipSync(body),
        headers: { ...headers, "content-encoding": "gzip" },
      })),
    ],
    [
      "redirected",
      rewrite(() => ({ body: "", headers: { location: "https://elsewhere.example/?token=x" }, status: 301 })),
    ],
    [
      "interstitial",
      rewrite(() => ({
        body: "<!doctype html><title>Continue?</title>",
        headers: { "content-type": "text/html" },
      })),
    ],
    ["wrong_type", rewrite((body) => ({ body, headers: { "content-type": "application/octet-stream" } }))],
    ["wrong_body", rewrite((_body, headers) => ({ body: "OK", headers }))],
    ["wrong_path", rewrite((_body, headers) => ({ body: "no such page", headers, status: 404 }))],
    ["nothing_behind", rewrite((_body, headers) => ({ body: "Bad gateway", headers, status: 502 }))],
    ["wrong_status", rewrite((body, headers) => ({ body, headers, status: 202 }))],
  ];

  test.each(SPOILERS)("%s", async (cause, answering) => {
    await using line = await startLine(desk.url, { answering });
    const { code, wrong, findings } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    expect(wrong).toEqual([`public_callback: ${cause}`]);
    expect(code).toBe(1);
    expect(findings.find((one) => one.cause === cause)?.detail).not.toContain("token");
  });

  test("an honest proxy is no finding", async () => {
    await using line = await startLine(desk.url);
    expect((await diagnose({ ...deskEnv(), PUBLIC_URL: line.url })).wrong).toEqual([]);
  });

  test("nothing listens at the public address", async () => {
    const publicUrl = `http://127.0.0.1:${await freePort()}`;
    expect((await diagnose({ ...deskEnv(), PUBLIC_URL: publicUrl })).wrong).toEqual([
      "public_callback: refused",
    ]);
  });

  test("the public name does not resolve", async () => {
    const { wrong } = await diagnose({ ...deskEnv(), PUBLIC_URL: "http://desk.invalid" });
    expect(wrong).toEqual(["public_callback: name_unknown"]);
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
    ["a good one", "localhost", 90 * DAY, true, []],
    ["expired", "localhost", -DAY, true, ["public_callback: certificate_expired"]],
    ["about to expire", "localhost", 5 * DAY, true, ["public_callback: certificate_expires_soon"]],
    ["for another name", "other.example", 90 * DAY, true, ["public_callback: certificate_wrong_name"]],
    ["of an unknown authority", "localhost", 90 * DAY, false, ["public_callback: certificate_incomplete"]],
  ])("%s", async (_what, name, validUntil, trust, expected) => {
    await using line = await startLine(desk.url, { tls: await certificate(name, validUntil) });
    const { wrong } = await diagnose({
      ...deskEnv(),
      PUBLIC_URL: line.url,
      ...(trust ? { NODE_EXTRA_CA_CERTS: trusted } : {}),
    });
    expect(wrong).toEqual(expected);
  });

  test("self-signed", async () => {
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      keyType: "ec",
      algorithm: "sha256",
    });
    await using line = await startLine(desk.url, { tls: { key: made.private, cert: made.cert } });
    const { wrong } = await diagnose({ ...deskEnv(), PUBLIC_URL: line.url });
    expect(wrong).toEqual(["public_callback: certificate_self_signed"]);
  });
});

describe("the desk on DigiSigner", () => {
  const settings = (change: unknown) =>
    fetch(`${digisignerUrl}/_sandbox/settings`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(change),
    });

  test("an address of this machine cannot be reached by DigiSigner", async () => {
    expect((await diagnose(liveEnv())).wrong).toEqual(["public_callback: not_public"]);
  });

  test("plain http to the outside", async () => {
    const { wrong } = await diagnose({ ...liveEnv(), PUBLIC_URL: "http://desk.invalid" });
    expect(wrong).toEqual(["public_callback: not_https", "public_callback: name_unknown"]);
  });

  test("the secret here is not the service's", async () => {
    const { wrong } = await diagnose({
      ...liveEnv(),
      DIGISIGNER_WEBHOOK_SECRET: "another-secret-of-that-length",
    });
    expect(wrong).toContain("callback_answer: secret_differs");
  });

  test("the secret is not known here", async () => {
    const { DIGISIGNER_WEBHOOK_SECRET: _secret, ...env } = liveEnv();
    expect((await diagnose(env)).wrong).toContain("callback_answer: secret_unknown");
  });

  test("DigiSigner refuses the key", async () => {
    const { wrong, findings } = await diagnose({ ...liveEnv(), DIGISIGNER_API_KEY: "canary-wrong-key" });
    expect(wrong).toContain("digisigner_key: key_refused");
    expect(JSON.stringify(findings)).not.toContain("canary-wrong-key");
  });

  test("DigiSigner's address is wrong", async () => {
    const { wrong } = await diagnose({
      ...liveEnv(),
      DIGISIGNER_BASE_URL: `http://127.0.0.1:${await freePort()}/v1`,
    });
    expect(wrong).toContain("digisigner_key: base_url");
  });

  test("the key of the other mode", async () => {
    await settings({ mode: "TEST" });
    expect((await diagnose({ ...liveEnv(), NODE_ENV: "production" })).wrong).toContain(
      "mode: test_in_production",
    );
    expect((await diagnose(liveEnv())).wrong).not.toContain("mode: test_in_production");
    await settings({ mode: "PROD" });
    expect((await diagnose(liveEnv())).wrong).toContain("mode: prod_in_development");
    await settings({ mode: "TEST" });
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
    expect((await diagnose(deskEnv(), directory)).wrong).toEqual(["env_file: readable_by_others"]);
  });

  test(".env not ignored by git is a warning, exit code 7", async () => {
    const { wrong, code } = await diagnose(deskEnv(), await inRepository(""));
    expect({ wrong, code }).toEqual({ wrong: ["env_file: not_ignored"], code: 7 });
  });

  test(".env tracked by git, even if it is ignored by now", async () => {
    const directory = await inRepository(".env\n");
    execFileSync("git", ["add", "-f", ".env"], { cwd: directory });
    expect((await diagnose(deskEnv(), directory)).wrong).toEqual(["env_file: tracked_by_git"]);
  });

  test(".env private and ignored is no finding", async () => {
    expect((await diagnose(deskEnv(), await inRepository(".env\n"))).wrong).toEqual([]);
  });
});

describe("the service", () => {
  test("it does not run", async () => {
    const { wrong } = await diagnose({
      ...deskEnv(),
      CREDITNEXUS_URL: `http://127.0.0.1:${await freePort()}`,
    });
    expect(wrong).toEqual(["service: unreachable"]);
  });

  test("something else runs at its address", async () => {
    const other = createHttpServer((_request, response) => response.writeHead(404).end("nothing"));
    const url = await listen(other);
    expect((await diagnose({ ...deskEnv(), CREDITNEXUS_URL: url })).wrong).toEqual([
      "service: something_else",
    ]);
    other.close();
  });

  test("a wrong key, and none", async () => {
    expect((await diagnose({ ...deskEnv(), CREDITNEXUS_API_KEY: "wrong" })).wrong).toContain(
      "key: wrong_key",
    );
    expect((await diagnose({ ...deskEnv(), DATA_DIR: cwd })).wrong).toContain("key: no_key");
  });

  test("its clock is ten minutes off", async () => {
    const answering: Answering = (answer, response) => {
      const date = new Date(Date.now() + 600_000).toUTCString();
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, date });
      answer.pipe(response);
    };
    await using line = await startLine(desk.url, { answering });
    const { wrong } = await diagnose({
      ...deskEnv(),
      CREDITNEXUS_URL: line.url,
      CREDITNEXUS_API_KEY: desk.apiKey,
    });
    expect(wrong).toEqual(["clock: skewed"]);
  });

  test("commands here would go to another sandbox than the desk's", async () => {
    const { wrong } = await diagnose({ ...deskEnv(), SANDBOX_URL: "http://127.0.0.1:9" });
    expect(wrong).toEqual(["provider: other_sandbox"]);
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
    ["a server that greets", "220 mail.example ESMTP\r\n", []],
    ["a server that refuses", "554 5.7.1 not you\r\n", ["mail: mail_refused"]],
  ])("%s", async (_what, greeting, expected) => {
    const server = await mailServer(greeting);
    const { wrong, findings } = await diagnose({ ...deskEnv(), SMTP_URL: server.url });
    server.close();
    expect(wrong).toEqual(expected);
    expect(JSON.stringify(findings)).not.toContain("canary-password");
  });

  test("no server at all", async () => {
    const { wrong } = await diagnose({ ...deskEnv(), SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
    expect(wrong).toEqual(["mail: mail_refused"]);
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
  const { wrong, code } = await until(
    () => diagnose(deskEnv()),
    (diagnosis) => diagnosis.wrong.length > 1,
  );
  expect(wrong).toEqual(["journal: unmatched", "journal: event_type_unknown"]);
  expect(code).toBe(7);
});
