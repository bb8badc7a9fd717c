// Checks of this machine: Node, the settings' file, and who can read it.
import { join } from "node:path";
import { type Finding, fail, pass, warn } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";
import { judgeSettings } from "./judge-settings.ts";

const MINIMUM_NODE = 24;

const judgeNode = ({ nodeVersion }: Facts): Finding => {
  const where = { group: "Here", check: "node" } as const;
  if (Number.parseInt(nodeVersion, 10) >= MINIMUM_NODE) return pass(where, `Node ${nodeVersion}`);
  return fail(where, "too_old", `Node ${nodeVersion} is too old`, `Install Node ${MINIMUM_NODE} or newer.`);
};

const judgeEnvFile = ({ envFile }: Facts): Finding[] => {
  const { mode, path, tracked, ignored } = envFile;
  const where = { group: "Here", check: "env_file" } as const;
  if (mode === undefined)
    return [pass(where, "no .env: everything has its default or comes from the environment")];
  const findings: Finding[] = [];
  // Windows has no such bits; Node then reports the file as readable by all.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    const bits = mode.toString(8).padStart(3, "0");
    findings.push(
      warn(where, "readable_by_others", `${path} is open to other users (mode ${bits})`, `chmod 600 ${path}`),
    );
  }
  if (tracked) {
    findings.push(
      fail(
        where,
        "tracked_by_git",
        `${path} is tracked by git, with every secret in it`,
        "git rm --cached .env, add .env to .gitignore, and replace the secrets: history keeps them.",
      ),
    );
  } else if (ignored === false) {
    findings.push(
      warn(where, "not_ignored", `${path} is not covered by .gitignore`, "Add a line .env to .gitignore."),
    );
  }
  if (findings.length > 0) return findings;
  if (ignored === true) return [pass(where, ".env is private and git leaves it alone")];
  return [pass(where, ".env is private; there is no repository here of which git could tell more")];
};

const judgeDataDirectory = ({ dataDirectory }: Facts): Finding[] => {
  const { path, tracked, ignored } = dataDirectory;
  const where = { group: "Here", check: "data_directory" } as const;
  if (tracked.length > 0) {
    const files = tracked.map((name) => join(path, name)).join(" ");
    const fix = `git rm -r --cached ${files}, have .gitignore cover them, and treat what they hold as known: history keeps it.`;
    return [fail(where, "tracked_by_git", `git tracks what the desk keeps to itself: ${files}`, fix)];
  }
  if (ignored !== false) return [];
  const fix = `Have .gitignore cover ${path}, or put one with the one line * into it.`;
  const detail = `.gitignore does not cover all of ${path}, where keys, database and PDFs lie`;
  return [warn(where, "not_ignored", detail, fix)];
};

export const judgeHere = (facts: Facts): Finding[] => [
  judgeNode(facts),
  ...judgeSettings(facts),
  ...judgeEnvFile(facts),
  ...judgeDataDirectory(facts),
];
