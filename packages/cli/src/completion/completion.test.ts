// The completion scripts: bash asked for real, the others held against the registry.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commands, groups } from "../commands.ts";
import { bash } from "./bash.ts";
import { fish } from "./fish.ts";
import { entryOf } from "./words.ts";
import { zsh } from "./zsh.ts";

const entries = commands.map(entryOf);
const directory = mkdtempSync(join(tmpdir(), "creditnexus-completion-"));
writeFileSync(join(directory, "loan agreement.pdf"), "%PDF");

/** What bash would offer with the cursor behind the last word. */
const offered = (...words: string[]): string[] => {
  const script = `${bash(entries, groups)}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _creditnexus; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, "bash", "creditnexus", ...words], {
    cwd: directory,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((line) => line !== "");
};

test("bash offers commands and groups first", () => {
  expect(offered("s")).toEqual(["send", "status", "sandbox"]);
});

test("bash offers what is below a group", () => {
  expect(offered("sandbox", "c").toSorted()).toEqual(["callbacks", "clock"]);
});

test("bash offers the flags of a command, and the values of a flag", () => {
  expect(offered("send", "a.pdf", "--in")).toEqual(["--in-order"]);
  expect(offered("send", "a.pdf", "--urgency", "c")).toEqual(["complex"]);
  expect(offered("sandbox", "clock", "--adv")).toEqual(["--advance"]);
});

test("bash offers files where a file is wanted, also with a space in its name", () => {
  expect(offered("send", "loa")).toEqual(["loan agreement.pdf"]);
});

test.each([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
])("the script for %s knows every command and every flag", (_shell, write) => {
  const script = write(entries, groups);
  for (const entry of entries) {
    for (const word of entry.name.split(" ")) expect(script).toContain(word);
    for (const flag of entry.flags) expect(script).toContain(flag.text.slice(2));
  }
});
