// The command line without any service: help, wrong words, unreachable addresses, an old Node, terminal and pipe.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, runOnTerminal, start } from "./cli.ts";
import { commandsInHelp } from "./cli-registry.ts";
import { freePort } from "./start.ts";

const emptyDirectory = () => mkdtemp(join(tmpdir(), "creditnexus-cli-"));
const nobodyThere = async () => ({
  CREDITNEXUS_URL: `http://127.0.0.1:${await freePort()}`,
  CREDITNEXUS_API_KEY: "k",
});

/** What a developer's shell may hold; help is made from declarations and must not know of it. */
const SECRETS = {
  CREDITNEXUS_API_KEY: "canary-desk-key",
  DIGISIGNER_API_KEY: "canary-digisigner-key",
  DIGISIGNER_WEBHOOK_SECRET: "canary-new-secret-0123,canary-old-secret-0123",
  DATABASE_URL: "postgresql://desk:canary-password@127.0.0.1:9/desk",
  SMTP_URL: "smtp://desk:canary-password@127.0.0.1:9",
  NGROK_AUTHTOKEN: "canary-ngrok-token",
  ENCRYPTION_KEY: "canary-encryption-key",
  OIDC_CLIENT_SECRET: "canary-client-secret",
};

const commands = await commandsInHelp();

test("the help lists the commands", () => {
  expect(commands.length).toBeGreaterThan(50);
});

test.each(commands)(
  "%s has help with a summary, an example that names it, and exit code 0",
  async (command) => {
    const { code, stdout, stderr } = await run([...command.split(" "), "--help"], { env: SECRETS });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`Usage: creditnexus ${command}`);
    expect(stdout).not.toContain("canary");
    expect(stdout).toMatch(new RegExp(`Examples:\n(?:.*\n)*?.*creditnexus ${command}`));
  },
);

test("no words at all show the help, which lists the exit codes", async () => {
  const { code, stdout } = await run([]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/Exit codes:\n\s+0 {2}done/);
});

test.each([
  [["sned", "a.pdf"], "Did you mean send?"],
  [["send", "--to", "a@b.example"], "Name at least one PDF"],
  [["send", "a.pdf"], "Give at least one signer with --to"],
  [["status", "sig_1", "sig_2"], "too many arguments"],
  [["download"], "missing required argument 'ID'"],
  [["send", "a.pdf", "--to", "jane"], '"jane" is not a signer'],
  [["send", "a.pdf", "--to", "a@b.example", "--expires-in", "91"], "--expires-in: expected at most 90 days"],
  [["status", "nonsense"], '"nonsense" is not a signature id'],
  [["status", "--status", "lost"], "--status: expected one of sending, pending"],
  [["status", "--colour"], "unknown option '--colour'"],
  [["sandbox"], "Which of sandbox"],
  [["sandbox", "clock", "--advance", "soon"], "--advance: expected a number with ms, s, m, h or d"],
  [["status", "--url", "ftp://desk"], '--url is "ftp://desk"'],
])("%j is refused with exit code 2 and says what is wrong", async (words, message) => {
  const { code, stdout, stderr } = await run(words);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  const { error } = JSON.parse(stderr);
  expect(error).toMatchObject({ code: "usage", exit_code: 2 });
  expect(error.detail).toContain(message);
});

test("all faults of one line are named at once", async () => {
  const { stderr } = await run([
    "send",
    "a.pdf",
    "--to",
    "jane",
    "--expires-in",
    "0",
    "--urgency",
    "now",
    "--no-json",
  ]);
  for (const part of ["--to:", "--expires-in:", "--urgency:"]) expect(stderr).toContain(part);
});

test("a service that is not there is exit code 5 with the next step", async () => {
  const env = await nobodyThere();
  const { code, stdout, stderr } = await run(["status", "--no-json"], { env });
  expect(code).toBe(5);
  expect(stdout).toBe("");
  expect(stderr).toContain(`No answer from ${env.CREDITNEXUS_URL}`);
  expect(stderr).toContain("npm start");
});

test("Ctrl-C ends a command at once that waits for something that never answers", async () => {
  const { createServer } = await import("node:net");
  const server = createServer();
  const asked = once(server, "connection");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const cancelling = start(["requests", "cancel", "sig_00000000000000000000000000"], {
    cwd: await emptyDirectory(),
    env: { CREDITNEXUS_URL: `http://127.0.0.1:${port}` },
  });
  const [socket] = await asked;
  cancelling.process.kill("SIGINT");
  expect((await cancelling.ended).code).toBe(130);
  socket.destroy();
  server.close();
});

test("another program at the address is named as such", async () => {
  const { createServer } = await import("node:http");
  const server = createServer((_request, response) => response.end("<html>hello</html>"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, stderr } = await run(["sandbox", "clock"], {
    env: { SANDBOX_URL: `http://127.0.0.1:${port}` },
  });
  server.close();
  expect(code).toBe(1);
  expect(JSON.parse(stderr).error.code).toBe("not_a_sandbox");
});

test("files are looked at before anything is sent", async () => {
  const cwd = await emptyDirectory();
  await writeFile(join(cwd, "empty.pdf"), "");
  const env = await nobodyThere();
  const send = (file: string) => run(["send", file, "--to", "jane@lender.example"], { cwd, env });
  const [missing, empty, directory] = await Promise.all([send("nowhere.pdf"), send("empty.pdf"), send(".")]);
  expect(JSON.parse(missing.stderr).error).toMatchObject({ code: "file_not_found", exit_code: 3 });
  expect(JSON.parse(empty.stderr).error).toMatchObject({ code: "empty_file", exit_code: 2 });
  expect(JSON.parse(directory.stderr).error).toMatchObject({ code: "not_a_file", exit_code: 2 });
});

test("on a terminal errors are text in colour, and NO_COLOR takes the colour away", async () => {
  const env = await nobodyThere();
  const coloured = await runOnTerminal(["status"], { env });
  const plain = await runOnTerminal(["status"], { env: { ...env, NO_COLOR: "1" } });
  expect([coloured.code, plain.code]).toEqual([5, 5]);
  expect(coloured.text).toContain("✗ No answer from");
  expect(coloured.raw).toContain("\u001b[31m✗");
  expect(plain.text).toContain("✗ No answer from");
  expect(plain.raw).not.toContain("\u001b[31m");
});

test("on a terminal --json is JSON all the same", async () => {
  const { code, text } = await runOnTerminal(["status", "--json"], { env: await nobodyThere() });
  expect(code).toBe(5);
  expect(JSON.parse(text).error.code).toBe("connection_failed");
});

test.runIf(existsSync("/usr/bin/node"))("the machine's own, perhaps older Node runs it as well", async () => {
  const old = await run(["--version"], { node: "/usr/bin/node" });
  expect({ code: old.code, stderr: old.stderr }).toEqual({ code: 0, stderr: "" });
  expect(old.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await run(["sned"], { node: "/usr/bin/node" })).code).toBe(2);
});

test.runIf(existsSync("/usr/bin/node"))(
  "a signal to it reaches the Node behind it, and its exit code comes back",
  async () => {
    const running = start(["sandbox", "start", "--port", "0"], { node: "/usr/bin/node" });
    const { url } = JSON.parse(await running.line((line) => line.startsWith("{")));
    running.process.kill("SIGTERM");
    expect((await running.ended).code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  },
);
