#!/usr/bin/env node
// Starts the sandbox as a process; says what it needs when Node is too old for it.
import { existsSync } from "node:fs";

const MINIMUM_MAJOR = 24;

if (Number(process.versions.node.split(".")[0]) < MINIMUM_MAJOR) {
  console.error(`The DigiSigner sandbox needs Node ${MINIMUM_MAJOR} or later; this is ${process.version}.`);
  process.exitCode = 1;
} else {
  const source = new URL("../src/main.ts", import.meta.url);
  await import(existsSync(source) ? source.href : new URL("../dist/main.js", import.meta.url).href);
}
