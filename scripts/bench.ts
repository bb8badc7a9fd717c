// Runs the benchmarks: `npm run bench` lists them, `npm run bench NAME [argument …]` runs one.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { basename, join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const files = new Map(
  globSync(["packages/*/bench/*.ts", "test/bench/*.ts"], { cwd: ROOT }).map((file) => [
    basename(file, ".ts"),
    join(ROOT, file),
  ]),
);
const [name = "", ...rest] = process.argv.slice(2);
const file = files.get(name);
if (file === undefined) {
  const known = [...files.keys()].sort().join(", ");
  console.error(
    name === "" ? `Benchmarks: ${known}` : `${JSON.stringify(name)} is no benchmark: choose one of ${known}`,
  );
  process.exit(name === "" ? 0 : 2);
}
// A measurement of memory collects first what nothing uses any more.
spawn(process.execPath, ["--expose-gc", file, ...rest], { stdio: "inherit" }).once("exit", (code) => {
  process.exitCode = code ?? 1;
});
