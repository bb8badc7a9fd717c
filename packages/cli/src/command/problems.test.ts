import { expect, test } from "vitest";
import { commands } from "../commands.ts";
import { CliError } from "./errors.ts";
import { commandHelp } from "./help.ts";
import { OWN_CODES } from "./problems.ts";

test("every problem of the command line's own is declared by a command", () => {
  const declared = new Set<string>(commands.flatMap(({ errors }) => errors));
  expect(OWN_CODES.filter((code) => !declared.has(code))).toEqual([]);
});

test("the help of a command names its problems with what they mean and their exit codes", () => {
  const download = commands.find(({ name }) => name === "download");
  const help = download === undefined ? "" : commandHelp(download);
  expect(help).toMatch(/^ {2}file_exists +The file exists already \(exit 6\)$/m);
  expect(help).toMatch(/^ {2}not_found +.+ \(exit 3\)$/m);
  expect(help).toMatch(/^ {2}connection_failed +Nothing answers \(exit 5\)$/m);
});

test("the exit code of a failure follows from its code, unless it is given", () => {
  expect(new CliError("No.", { code: "file_exists" }).exit).toBe("conflict");
  expect(new CliError("No.", { code: "not_ready" }).exit).toBe("conflict");
  expect(new CliError("No.", { code: "sandbox_refused", exit: "not_found" }).exit).toBe("not_found");
});
