// Does what a newcomer does: clones the last commit into an empty directory, installs, starts, stops and starts again on a terminal.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawn as spawnOnTerminal } from "@lydell/node-pty";
import { agreementPdf } from "../test/fixtures/pdf.ts";

const ROOT = resolve(import.meta.dirname, "..");
const SERVICE = "http://127.0.0.1:8000";
/** What the README promises, in seconds after the installation. */
const FIRST_START_S = 10;
const LATER_START_S = 2;
const START_TIMEOUT_S = 60;
const CTRL_C = "\u0003";

/** A newcomer's environment: neither npm's variables of this run nor the project's own Node. */
const environment: Record<string, string> = {};
for (const name of ["HOME", "USER", "LANG", "TMPDIR"]) {
  const value = process.env[name];
  if (value !== undefined) environment[name] = value;
}
environment.PATH = (process.env.PATH ?? "")
  .split(":")
  .filter((folder) => !folder.includes("node_modules"))
  .join(":");

const secondsSince = (start: number): number => (performance.now() - start) / 1000;
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const isReady = async (): Promise<boolean> => {
  const answer = await fetch(`${SERVICE}/readyz`).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
};

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

const processes = (): Process[] =>
  execFileSync("ps", ["-Ao", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    // What has ended and waits to be noticed by its parent is no process any more.
    .filter((line) => !line.endsWith("<defunct>"))
    .flatMap((line) => {
      const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{ id: Number(id), parent: Number(parent), command }];
    });

const descendants = (ancestor: number): Process[] => {
  const all = processes();
  const found: Process[] = [];
  const search = (parent: number): void => {
    for (const child of all.filter((entry) => entry.parent === parent)) {
      found.push(child);
      search(child.id);
    }
  };
  search(ancestor);
  return found;
};

interface Started {
  readonly seconds: number;
  readonly output: () => string;
  /** Everything that `npm start` started, npm included. */
  readonly family: () => Process[];
  readonly write: (keys: string) => void;
  readonly ended: Promise<number>;
}

const start = async (folder: string): Promise<Started> => {
  const begun = performance.now();
  const terminal = spawnOnTerminal("npm", ["start"], { cwd: folder, env: environment, cols: 120, rows: 40 });
  let output = "";
  const said = Promise.withResolvers<number>();
  terminal.onData((text) => {
    output += text;
    if (output.includes("ready in")) said.resolve(secondsSince(begun));
  });
  const ended = new Promise<number>((done) => terminal.onExit(({ exitCode }) => done(exitCode)));
  // Asking it meanwhile would take the processor time that is measured here.
  const late = setTimeout(
    () => said.reject(new Error(`not ready after ${START_TIMEOUT_S} s:\n${output}`)),
    START_TIMEOUT_S * 1000,
  );
  void ended.then((code) => said.reject(new Error(`ended with ${code} before it was ready:\n${output}`)));
  const seconds = await said.promise.finally(() => clearTimeout(late));
  if (!(await isReady())) throw new Error(`it says that it is ready and is not:\n${output}`);
  return {
    seconds,
    output: () => output,
    family: () => [...processes().filter((entry) => entry.id === terminal.pid), ...descendants(terminal.pid)],
    write: (keys) => terminal.write(keys),
    ended,
  };
};

const failures: string[] = [];
const report = (what: string, measured: string, holds = true): void => {
  console.log(`${holds ? "ok  " : "FAIL"}  ${what.padEnd(44)} ${measured}`);
  if (!holds) failures.push(what);
};

/** Presses Ctrl-C and looks for what stayed behind. */
const stop = async (started: Started, what: string): Promise<void> => {
  const family = started.family();
  const begun = performance.now();
  started.write(CTRL_C);
  await started.ended;
  const took = secondsSince(begun);
  await pause(200);
  const left = processes().filter((entry) => family.some(({ id }) => id === entry.id));
  report(
    `${what}: Ctrl-C leaves no process`,
    left.length === 0
      ? `${family.length} ended in ${took.toFixed(2)} s`
      : left.map((entry) => entry.command).join("; "),
    left.length === 0,
  );
};

const readKey = (output: string): string => {
  const [, key] = /sign-in#key=(\S+)/.exec(output) ?? [];
  if (key === undefined) throw new Error(`no sign-in link in:\n${output}`);
  return key;
};

const uploadDocument = async (key: string): Promise<string> => {
  const form = new FormData();
  form.set("file", new Blob([agreementPdf()], { type: "application/pdf" }), "agreement.pdf");
  const answer = await fetch(`${SERVICE}/api/documents`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
  if (answer.status !== 201) throw new Error(`the upload answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { document_id: string }).document_id;
};

if (await isReady()) throw new Error(`something answers on ${SERVICE} already: stop it first`);
const folder = mkdtempSync(join(tmpdir(), "fresh-clone-"));
try {
  const installing = performance.now();
  execFileSync("git", ["clone", "--quiet", ROOT, folder], { env: environment });
  const installed = spawnSync("npm", ["ci"], { cwd: folder, env: environment, encoding: "utf8" });
  if (installed.status !== 0) throw new Error(`npm ci failed:\n${installed.stdout}\n${installed.stderr}`);
  report("npm ci", `${secondsSince(installing).toFixed(0)} s`);
  // npm warns on the other stream; that packages want a newer Node than npm's own is expected, and the README says so.
  const warnings = `${installed.stdout}\n${installed.stderr}`
    .split("\n")
    .filter((line) => /^npm (warn|error)/.test(line) && !line.startsWith("npm warn EBADENGINE"));
  report("npm ci warns of no more than engines", warnings.join("; "), warnings.length === 0);

  const first = await start(folder);
  report(
    `first start within ${FIRST_START_S} s`,
    `${first.seconds.toFixed(2)} s`,
    first.seconds <= FIRST_START_S,
  );
  await pause(500);
  const key = readKey(first.output());
  await stop(first, "first start");

  const second = await start(folder);
  report(
    `later start within ${LATER_START_S} s`,
    `${second.seconds.toFixed(2)} s`,
    second.seconds <= LATER_START_S,
  );
  const document = await uploadDocument(key);
  // The service itself, not npm nor the shell between them.
  const service = second
    .family()
    .find(({ command }) => /^\S*node\S* packages\/service\/bin\/service\.js/.test(command));
  if (service === undefined) throw new Error("no process of the service was found");
  const orphans = second.family();
  process.kill(service.id, "SIGKILL");
  await second.ended;

  const third = await start(folder);
  report("start after kill -9 of the service", `${third.seconds.toFixed(2)} s`);
  const kept = await fetch(`${SERVICE}/api/documents/${document}/content`, {
    headers: { authorization: `Bearer ${key}` },
  });
  await kept.body?.cancel();
  report("what was acknowledged is there", `${kept.status}`, kept.status === 200);
  await stop(third, "after kill -9");
  const left = processes().filter((entry) => orphans.some(({ id }) => id === entry.id));
  report(
    "nothing of the killed one is left",
    left.map((entry) => entry.command).join("; "),
    left.length === 0,
  );

  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const again = await start(folder);
    times.push(again.seconds);
    await stop(again, `later start ${round + 1}, ${again.seconds.toFixed(2)} s`);
  }
  times.sort((a, b) => a - b);
  report(
    `median of later starts within ${LATER_START_S} s`,
    `${times[2]?.toFixed(2)} s`,
    (times[2] ?? 99) <= LATER_START_S,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) process.exitCode = 1;
