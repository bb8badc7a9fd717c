// The completion scripts, each asked for real in its own shell, where that is installed; bash is everywhere.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";
import { expect, test } from "vitest";
import { commands, groups } from "../commands.ts";
import { bash } from "./bash.ts";
import { fish } from "./fish.ts";
import { entryOf, quote } from "./words.ts";
import { zsh } from "./zsh.ts";

const entries = commands.map(entryOf);
const directory = mkdtempSync(join(tmpdir(), "creditnexus-completion-"));
writeFileSync(join(directory, "loan agreement.pdf"), "%PDF");
const scripts = {
  bash: join(directory, ".creditnexus.bash"),
  zsh: join(directory, ".creditnexus.zsh"),
  fish: join(directory, ".creditnexus.fish"),
};
writeFileSync(scripts.bash, bash(entries, groups));
writeFileSync(scripts.zsh, zsh(entries, groups));
writeFileSync(scripts.fish, fish(entries, groups));

/** What a shell offers with the cursor behind the last word, for each line; one process answers all. */
type Offered = (lines: readonly string[][]) => string[][] | Promise<string[][]>;

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "");

/** Runs `ask` for every line, and takes the answers apart. */
const answersOf = (shell: string, setUp: string, ask: (words: readonly string[]) => string) => {
  return (lines: readonly string[][]): string[][] => {
    const script = [setUp, ...lines.map((words) => `${ask(words)}; echo END`)].join("\n");
    const args = shell === "fish" ? ["--no-config", "-c", script] : ["-c", script];
    const env = { ...process.env, HOME: directory };
    const { stdout, stderr, error } = spawnSync(shell, args, { cwd: directory, encoding: "utf8", env });
    if (error !== undefined) throw error;
    expect(stderr).toBe("");
    return stdout.split("END\n").slice(0, -1).map(linesOf);
  };
};

const bashOffers: Offered = answersOf(
  "bash",
  `source ${scripts.bash}
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _creditnexus; printf '%s\n' "\${COMPREPLY[@]}"; }`,
  (words) => ["ask", "creditnexus", ...words].map(quote).join(" "),
);

const fishOffers: Offered = (lines) =>
  answersOf(
    "fish",
    `source ${scripts.fish}`,
    (words) => `complete --do-complete ${quote(["creditnexus", ...words].join(" "))}`,
    // Behind a tab stands the description.
  )(lines).map((offered) => offered.map((one) => one.split("\t")[0] ?? ""));

const PROMPT = "<prompt>";

/** Only its line editor completes, and that needs a terminal. */
const zshOffers: Offered = (lines) =>
  new Promise((resolve) => {
    const shell = spawn("zsh", ["-f", "-i"], {
      cols: 200,
      rows: 50,
      cwd: directory,
      env: { ...process.env, HOME: directory, TERM: "dumb", PS1: PROMPT },
    });
    // A key that no longer key begins with, in the keys that do not depend on somebody's EDITOR.
    // Each at a prompt: before the editor listens, the terminal itself would take the keys.
    const typed = [
      `autoload -Uz compinit; compinit -u -D; bindkey -e; bindkey '^T' list-choices; source ${scripts.zsh}\r`,
      ...lines.map((words) => `creditnexus ${words.join(" ")}\u0014\u0015print -r -- "EN"D\r`),
    ];
    const total = lines.length;
    let seen = "";
    const answers: string[][] = [];
    shell.onData((chunk) => {
      seen += stripVTControlCharacters(chunk);
      const isAtPrompt = seen.endsWith(PROMPT);
      const done = /^END\r?$/m.test(seen);
      if (!isAtPrompt || (typed.length < total && !done)) return;
      if (done) answers.push(offeredBy(seen));
      seen = "";
      const next = typed.shift();
      if (next !== undefined) return shell.write(next);
      shell.kill();
      resolve(answers);
    });
  });

/** The list stands below the line and above the prompt that is drawn anew; descriptions stand behind two dashes. */
const offeredBy = (seen: string): string[] => {
  const [, ...lines] = linesOf(seen);
  const end = lines.findIndex((line) => line.includes(PROMPT) || line.startsWith("END"));
  return lines.slice(0, end).map((line) => line.replace(/ +-- .*/, "").trim());
};

const isInstalled = (shell: string): boolean => spawnSync(shell, ["--version"]).error === undefined;

const OFFERS: [words: string[], offered: string[]][] = [
  [["se"], ["send"]],
  [
    ["sandbox", "c"],
    ["callbacks", "clock"],
  ],
  [["people", "s"], ["sign-out"]],
  [["send", "a.pdf", "--in"], ["--in-order"]],
  [["send", "a.pdf", "--urgency", "c"], ["complex"]],
  [["sandbox", "clock", "--adv"], ["--advance"]],
  [["callbacks", "list", "--ev"], ["--event"]],
  [["send", "loa"], ["loan agreement.pdf"]],
  [["completion", "z"], ["zsh"]],
  // The word of a group behind another command is no group.
  [["sandbox", "callbacks", "l"], []],
];

test.for([
  ["bash", bashOffers],
  ["zsh", zshOffers],
  ["fish", fishOffers],
] as const)(
  "%s offers what fits, where it is installed",
  { timeout: 120_000 },
  async ([shell, offers], { skip }) => {
    if (shell !== "bash" && !isInstalled(shell)) skip(`${shell} is not installed here`);
    const answers = await offers(OFFERS.map(([words]) => words));
    const found = OFFERS.map(([words], index) => [
      words,
      answers[index]?.map((one) => one.replaceAll("\\ ", " ")).toSorted(),
    ]);
    expect(found).toEqual(OFFERS);
  },
);

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
