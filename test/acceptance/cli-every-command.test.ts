// Every command there is, as a process on a pipe and on a terminal: how it ends, what it says, and no secret in any of it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run, runOnTerminal, start } from "./cli.ts";
import { CASES, type Case, failingWords } from "./cli-cases.ts";
import { commandsInHelp } from "./cli-registry.ts";
import { type SecretKind, startWorld, type World } from "./cli-world.ts";

/** A secret in the shapes in which it travels: as it is, in a URL, in JSON, and as the name of HTTP's Basic. */
const shapesOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -1),
];

interface Heard {
  /** How it was run, for the message. */
  how: string;
  code: number;
  /** Standard output, or the whole terminal. */
  out: string;
  error: string;
}

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const secretsIn = (output: string): SecretKind[] => [
  ...new Set(
    world.secrets
      .filter(([, secret]) => shapesOf(secret).some((shape) => output.includes(shape)))
      .map(([kind]) => kind),
  ),
];

/** All words of a PDF, joined without gaps: a long secret may have been broken into lines. */
const textOf = async (pdf: Uint8Array): Promise<string> => {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => ("str" in item ? item.str : "")).join("");
  }
  return text;
};

const repeat = (act: () => Promise<void>): (() => void) => {
  const timer = setInterval(() => void act(), 1000);
  return () => clearInterval(timer);
};

const onPipe = async (command: string, one: Case): Promise<Heard> => {
  const words = [...command.split(" "), ...(await one.words(world))];
  const { runsOn } = one;
  const how = `creditnexus ${words.join(" ")}`;
  if (runsOn === undefined) {
    const { code, stdout, stderr } = await run(words, world);
    return { how, code, out: stdout, error: stderr };
  }
  const running = start(words, world);
  const end = repeat(() => runsOn(world));
  await running.line(() => true);
  end();
  running.process.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  return { how, code, out: stdout, error: stderr };
};

const onTerminal = async (command: string, one: Case): Promise<Heard> => {
  const words = [...command.split(" "), ...(await one.words(world))];
  const { runsOn } = one;
  const end = runsOn === undefined ? () => undefined : repeat(() => runsOn(world));
  let ended = false;
  const { code, text } = await runOnTerminal(words, {
    ...world,
    columns: 200,
    answer: (seen) => {
      if (ended || runsOn === undefined || !one.text.test(seen)) return undefined;
      ended = true;
      return "\u0003";
    },
  });
  end();
  return { how: `creditnexus ${words.join(" ")} on a terminal`, code, out: text, error: "" };
};

/** Debugging is on, so that causes and stacks are shown too. */
const failing = async (command: string, one: Case): Promise<Heard> => {
  const words = [...command.split(" "), ...(await failingWords(one, world)), "--json"];
  const { code, text } = await runOnTerminal(words, {
    cwd: world.cwd,
    env: { ...world.env, NODE_DEBUG: "creditnexus" },
    columns: 500,
  });
  return { how: `creditnexus ${words.join(" ")} on a terminal`, code, out: text, error: "" };
};

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** One value, or one a line. */
const isJson = (text: string): boolean => parses(text) || text.trim().split("\n").every(parses);

test("every command of the registry has a case here, and every case is a command", async () => {
  expect(Object.keys(CASES).toSorted()).toEqual((await commandsInHelp()).toSorted());
});

test("every kind of secret is planted, and would be found", () => {
  const kinds = new Set(world.secrets.map(([kind]) => kind));
  expect(kinds.size).toBe(12);
  for (const [kind, secret] of world.secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(secretsIn(`Authorization: Basic ${btoa(`${secret}:`)}`)).toContain(kind);
  }
});

test.each(Object.entries(CASES))("%s", async (command, one) => {
  const { exit = 0, text, shows } = one;
  const [pipe, terminal, failure] = await Promise.all([
    onPipe(command, one),
    onTerminal(command, one),
    failing(command, one),
  ]);

  for (const { how, code, out, error } of [pipe, terminal]) {
    expect({ how, code, said: code === exit ? "" : out + error }).toEqual({ how, code: exit, said: "" });
  }
  if (one.raw === undefined) expect(isJson(pipe.out || pipe.error), `${pipe.how}: ${pipe.out}`).toBe(true);
  expect(terminal.out, terminal.how).toMatch(text);
  expect({ how: failure.how, code: failure.code, out: failure.out }).toMatchObject({
    how: failure.how,
    code: one.fails?.exit ?? 5,
  });

  for (const { how, out, error } of [pipe, terminal]) {
    const expected = shows === undefined ? [] : [shows];
    expect({ how, secrets: secretsIn(out + error) }).toEqual({ how, secrets: expected });
  }
  expect({ how: failure.how, secrets: secretsIn(failure.out) }).toEqual({ how: failure.how, secrets: [] });
});

test("the desk's own log, at debug level, holds none of them", () => {
  expect(world.product.output()).toContain('"level":20');
  expect(secretsIn(world.product.output())).toEqual([]);
});

test("no file of an evidence bundle holds a secret, neither of a signed request nor of one behind an access code", async () => {
  for (const id of [world.completed, world.guarded]) {
    await run(["evidence", "get", id, "-o", `${id}.zip`], world);
    const files = Object.entries(unzipSync(await readFile(join(world.cwd, `${id}.zip`))));
    expect(files.length).toBeGreaterThan(5);
    for (const [name, bytes] of files) {
      expect({ id, name, secrets: secretsIn(Buffer.from(bytes).toString("latin1")) }).toEqual({
        id,
        name,
        secrets: [],
      });
    }
    // What is compressed inside of the PDFs is text for people: read as one reads it.
    const pdfs = files.filter(([name]) => name.endsWith(".pdf"));
    expect(pdfs.length).toBeGreaterThan(0);
    for (const [name, bytes] of pdfs) {
      const text = await textOf(bytes);
      expect({ id, name, secrets: secretsIn(text) }).toEqual({ id, name, secrets: [] });
      expect(text.length).toBeGreaterThan(20);
    }
  }
});
