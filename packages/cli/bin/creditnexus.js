#!/usr/bin/env node
// Starts the command line, under the `node` package's Node when the machine's own is too old for it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import nodeModule from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MINIMUM_MAJOR = 24;

/** The current bundle, or the sources, where these are installed; else the package's own build. */
async function findEntry() {
  const source = new URL("../src/main.ts", import.meta.url);
  if (!existsSync(source)) return new URL("../dist/main.js", import.meta.url);
  // Beside the sources lies all of the product.
  const { currentBundle } = await import("../../service/bin/current-bundle.js");
  return currentBundle(fileURLToPath(new URL("../../service/dist", import.meta.url)), "cli") ?? source;
}

/** Path of the Node that the `node` npm package brings, or undefined where it is not installed. */
function bundledNode() {
  try {
    const manifest = nodeModule.createRequire(import.meta.url).resolve("node/package.json");
    const binary = join(dirname(manifest), "bin", process.platform === "win32" ? "node.exe" : "node");
    return existsSync(binary) ? binary : undefined;
  } catch (error) {
    if (error?.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** Runs this file again under `binary`, hands signals on, and ends the way the child ended. */
function runAgainUnder(binary) {
  const child = spawn(binary, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  const forward = (signal) => child.kill(signal);
  // A terminal sends Ctrl-C to the whole process group: forwarding it too would interrupt the child twice.
  process.on("SIGINT", () => process.stdin.isTTY || forward("SIGINT"));
  process.on("SIGTERM", forward);
  if (process.platform !== "win32") process.on("SIGHUP", forward);
  child.on("error", (error) => {
    process.stderr.write(`creditnexus: ${binary} could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

if (Number.parseInt(process.versions.node, 10) >= MINIMUM_MAJOR) {
  // Compiled code is kept between runs: most of a short command's time is loading.
  nodeModule.enableCompileCache?.();
  const { href } = await findEntry();
  await import(href);
} else {
  const binary = bundledNode();
  if (binary === undefined) {
    process.stderr.write(
      `creditnexus needs Node ${MINIMUM_MAJOR} or newer, this is ${process.versions.node}: install a newer Node, or run \`npm install\` so that the bundled one is there.\n`,
    );
    process.exit(1);
  }
  runAgainUnder(binary);
}
