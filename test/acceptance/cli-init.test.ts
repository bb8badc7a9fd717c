// Setting up: what lands in `.env`, what never changes there, and what a key is asked for before it is believed.
import { execFileSync } from "node:child_process";
import { lstat, mkdtemp, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, run, runJson, runOnTerminal, start } from "./cli.ts";
import { freePort } from "./start.ts";

const KEY = "sandbox-api-key";
let sandbox: Running;
let sandboxUrl: string;
let baseUrl: string;

beforeAll(async () => {
  sandbox = start(["sandbox", "start", "--port", "0"]);
  const started = JSON.parse(await sandbox.line((line) => line.startsWith("{")));
  sandboxUrl = started.url;
  baseUrl = started.api_url;
});

afterAll(() => {
  sandbox.process.kill("SIGKILL");
});

const emptyDirectory = () => mkdtemp(join(tmpdir(), "creditnexus-init-"));
const envOf = async (cwd: string) => parseEnv(await readFile(join(cwd, ".env"), "utf8"));
const live = (extra: readonly string[] = []) => ["init", "--yes", "--live", "--base-url", baseUrl, ...extra];

const setMode = (mode: "TEST" | "PROD") =>
  fetch(`${sandboxUrl}/_sandbox/settings`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ mode }),
  });

test("--yes sets the sandbox up: a secret, mode 0600, no callback URL to enter", async () => {
  const cwd = await emptyDirectory();
  const result = await runJson(["init", "--yes"], { cwd });
  expect(result).toMatchObject({ provider: "sandbox", mode: null, callback_urls: null, kept: [] });
  expect((await stat(join(cwd, ".env"))).mode & 0o777).toBe(0o600);
  expect((await envOf(cwd)).DIGISIGNER_WEBHOOK_SECRET).toMatch(/^[\w-]{43}$/);
});

test("a second run changes nothing, and neither does one with other wishes", async () => {
  const cwd = await emptyDirectory();
  const mine =
    "# mine\nPUBLIC_URL=https://mine.example\nDIGISIGNER_WEBHOOK_SECRET='my own long secret'\nPORT=9000\n";
  await writeFile(join(cwd, ".env"), mine, { mode: 0o644 });
  const result = await runJson(["init", "--yes", "--public-url", "https://other.example"], { cwd });
  expect(await readFile(join(cwd, ".env"), "utf8")).toBe(mine);
  expect(result.kept.toSorted()).toEqual(["DIGISIGNER_WEBHOOK_SECRET", "PUBLIC_URL"]);
  expect((await stat(join(cwd, ".env"))).mode & 0o777).toBe(0o600);
});

test.each(["TEST", "PROD"] as const)(
  "a live key is checked, and its account is found in %s mode",
  async (mode) => {
    await setMode(mode);
    const cwd = await emptyDirectory();
    await writeFile(
      join(cwd, ".env.example"),
      "# The key.\n#DIGISIGNER_API_KEY=your-api-key\n\n#PORT=8000\n",
    );
    const result = await runJson(live(["--public-url", "https://desk.example"]), {
      cwd,
      env: { DIGISIGNER_API_KEY: KEY },
    });
    expect(result).toMatchObject({ provider: "digisigner", mode });
    expect(result.callback_urls.document_signed).toMatch(
      /^https:\/\/desk\.example\/api\/signatures\/webhook\?token=[\w-]{43}$/,
    );
    const text = await readFile(join(cwd, ".env"), "utf8");
    expect(text).toMatch(new RegExp(`^# The key\\.\nDIGISIGNER_API_KEY=${KEY}\n\n#PORT=8000\n`));
    expect(parseEnv(text)).toMatchObject({
      DIGISIGNER_BASE_URL: baseUrl,
      PUBLIC_URL: "https://desk.example",
    });
    const left = await fetch(`${sandboxUrl}/_sandbox/documents`).then((response) => response.text());
    expect(JSON.parse(left).documents.filter((one: { deleted: boolean }) => !one.deleted)).toEqual([]);
  },
);

test("a wrong key is exit code 4, and nothing is written", async () => {
  const cwd = await emptyDirectory();
  const ran = await run(live(), { cwd, env: { DIGISIGNER_API_KEY: "canary-wrong-key" } });
  expect(ran.code).toBe(4);
  expect(ran.stdout + ran.stderr).not.toContain("canary-wrong-key");
  await expect(stat(join(cwd, ".env"))).rejects.toThrow("ENOENT");
});

test("an address that is no DigiSigner is exit code 5, and nothing is written", async () => {
  const cwd = await emptyDirectory();
  const words = ["init", "--yes", "--live", "--base-url", `http://127.0.0.1:${await freePort()}/v1`];
  const ran = await run(words, { cwd, env: { DIGISIGNER_API_KEY: KEY } });
  expect(ran.code).toBe(5);
  await expect(stat(join(cwd, ".env"))).rejects.toThrow("ENOENT");
});

test("without anybody to ask and without --yes it says what to add", async () => {
  const { code, stderr } = await run(["init"], { cwd: await emptyDirectory() });
  expect(code).toBe(2);
  expect(JSON.parse(stderr).error.next_step).toContain("--yes");
});

test.each<
  [what: string, words: string[], file: string | undefined, env: Record<string, string>, setting: string]
>([
  ["a public address without a key", ["--public-url", "https://desk.example"], undefined, {}, "SANDBOX=1"],
  ["an address with a query", ["--public-url", "http://desk.example/?a=1"], undefined, {}, "without a query"],
  [
    "--live beside SANDBOX=1",
    ["--live"],
    "SANDBOX=1\n",
    { DIGISIGNER_API_KEY: KEY },
    "remove one of the two",
  ],
  ["a short secret", [], undefined, { DIGISIGNER_WEBHOOK_SECRET: "canary" }, "at least 16"],
])("what the service would refuse is not written: %s", async (_what, words, file, env, expected) => {
  const cwd = await emptyDirectory();
  if (file !== undefined) await writeFile(join(cwd, ".env"), file);
  const { code, stderr } = await run(["init", "--yes", "--base-url", baseUrl, ...words], { cwd, env });
  expect(code).toBe(2);
  expect(stderr).toContain(expected);
  expect(stderr).not.toContain("canary");
  expect(await readFile(join(cwd, ".env"), "utf8").catch(() => undefined)).toBe(file);
});

test("a key that only the environment has is not used without --live", async () => {
  const cwd = await emptyDirectory();
  const { code, stderr } = await run(["init", "--yes"], { cwd, env: { DIGISIGNER_API_KEY: KEY } });
  expect(code).toBe(2);
  expect(JSON.parse(stderr).error.next_step).toContain("Add --live");
  await expect(stat(join(cwd, ".env"))).rejects.toThrow("ENOENT");
});

test("what the service goes by is checked and shown: the environment before .env, and a link stays a link", async () => {
  const cwd = await emptyDirectory();
  const secret = "a-secret-of-the-environment";
  const text = `DIGISIGNER_API_KEY=${KEY}\nPUBLIC_URL=https://mine.example\nDIGISIGNER_WEBHOOK_SECRET=a-secret-of-the-file\n`;
  await writeFile(join(cwd, "shared.env"), text);
  await symlink("shared.env", join(cwd, ".env"));
  const result = await runJson(live(["--public-url", "https://other.example"]), {
    cwd,
    env: { DIGISIGNER_WEBHOOK_SECRET: secret },
  });
  const url = result.callback_urls.document_signed;
  expect(url).toMatch(/^https:\/\/mine\.example\//);
  expect((await runJson(live(), { cwd })).callback_urls.document_signed).not.toBe(url);
  expect(result.notes.join(" ")).toContain("DIGISIGNER_WEBHOOK_SECRET in the environment goes before");
  expect(result.notes.join(" ")).toContain("to use https://other.example, change it in .env");
  expect((await lstat(join(cwd, ".env"))).isSymbolicLink()).toBe(true);
  expect(await envOf(cwd)).toMatchObject({ DIGISIGNER_BASE_URL: baseUrl });
  await writeFile(
    join(cwd, "shared.env"),
    `${text.replace(KEY, "canary-old-key")}DIGISIGNER_BASE_URL=${baseUrl}\n`,
  );
  const { code, stderr } = await run(live(), { cwd });
  expect(code).toBe(4);
  expect(stderr).toContain("the key in .env");
  expect(stderr).not.toContain("canary-old-key");
});

test("git that would take .env along is pointed out", async () => {
  const cwd = await emptyDirectory();
  expect((await runJson(["init", "--yes"], { cwd })).gitignore_covers_it).toBeNull();
  execFileSync("git", ["init", "-q"], { cwd });
  expect((await runJson(["init", "--yes"], { cwd })).gitignore_covers_it).toBe(false);
  await writeFile(join(cwd, ".gitignore"), ".env\n");
  expect((await runJson(["init", "--yes"], { cwd })).gitignore_covers_it).toBe(true);
});

test("on a terminal it asks, hides the key, and prints the callback URL once", async () => {
  const cwd = await emptyDirectory();
  const answers: [question: string, typed: string][] = [
    ["Where are documents signed?", "\u001b[B\r"],
    ["API key", `${KEY}\r`],
    ["Public address", "https://desk.example\r"],
  ];
  const { code, text } = await runOnTerminal(["init", "--base-url", baseUrl], {
    cwd,
    answer: (seen) => {
      const [next] = answers;
      if (next === undefined || !seen.includes(next[0])) return undefined;
      answers.shift();
      return next[1];
    },
  });
  expect(text).toContain("The key is valid. Mode");
  expect(code).toBe(0);
  expect(text).not.toContain(KEY);
  expect(text).toContain("https://desk.example/api/signatures/webhook?token=");
  expect(await envOf(cwd)).toMatchObject({ DIGISIGNER_API_KEY: KEY, PUBLIC_URL: "https://desk.example" });
});

/** A clipboard tool as a desktop has one: first on PATH, it keeps what it was given, unless it ends with `exitCode`. */
const clipboardTool = async (exitCode: number): Promise<{ env: Record<string, string>; kept: string }> => {
  const bin = await emptyDirectory();
  const kept = join(bin, "clipboard");
  for (const tool of ["wl-copy", "xclip", "xsel", "pbcopy"]) {
    await writeFile(join(bin, tool), `#!/bin/sh\ncat > '${kept}'\nexit ${exitCode}\n`, { mode: 0o755 });
  }
  return { env: { DIGISIGNER_API_KEY: KEY, PATH: `${bin}:${process.env.PATH}` }, kept };
};

test("on a terminal the callback URL is copied where there is a clipboard, and it says so", async () => {
  const cwd = await emptyDirectory();
  const { env, kept } = await clipboardTool(0);
  const words = live(["--public-url", "https://desk.example"]);
  const { code, text } = await runOnTerminal(words, { cwd, env, columns: 400 });
  expect(code).toBe(0);
  const copied = await readFile(kept, "utf8");
  expect(copied).toMatch(/^https:\/\/desk\.example\/api\/signatures\/webhook\?token=[\w-]+$/);
  expect(text).toContain(`  ${copied}\n`);
  expect(text).toContain("it is in your clipboard");
});

test("without a clipboard that works, and on a pipe, nothing is said to be copied", async () => {
  const broken = await clipboardTool(1);
  const cwd = await emptyDirectory();
  const { code, text } = await runOnTerminal(live(), { cwd, env: broken.env });
  expect(code).toBe(0);
  expect(text).toContain("it holds a secret token):");
  const { env, kept } = await clipboardTool(0);
  await runJson(live(), { cwd: await emptyDirectory(), env });
  await expect(stat(kept)).rejects.toThrow("ENOENT");
});

test("leaving a question with Ctrl-C changes nothing and is exit code 130", async () => {
  const cwd = await emptyDirectory();
  let asked = false;
  const { code } = await runOnTerminal(["init"], {
    cwd,
    answer: (seen) => {
      if (asked || !seen.includes("Where are documents signed?")) return undefined;
      asked = true;
      return "\u0003";
    },
  });
  expect(code).toBe(130);
  await expect(stat(join(cwd, ".env"))).rejects.toThrow("ENOENT");
});
