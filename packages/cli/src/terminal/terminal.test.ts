// Who is at the ends of the terminal decides what is asked and what moves.
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createTerminal } from "./terminal.ts";

const of = (isTTY: { stdin: boolean; stdout: boolean; stderr: boolean }, json?: boolean) => {
  const { interactive, animated } = createTerminal(
    {
      stdin: { isTTY: isTTY.stdin },
      stdout: Object.assign(new PassThrough(), { isTTY: isTTY.stdout }),
      stderr: Object.assign(new PassThrough(), { isTTY: isTTY.stderr }),
    },
    json,
  );
  return { interactive, animated };
};

test("nobody is asked whose input is no terminal, though progress is shown", () => {
  const all = { stdin: true, stdout: true, stderr: true };
  expect(of(all)).toEqual({ interactive: true, animated: true });
  expect(of({ ...all, stdin: false })).toEqual({ interactive: false, animated: true });
  expect(of({ ...all, stdout: false })).toEqual({ interactive: false, animated: false });
  expect(of({ ...all, stderr: false })).toEqual({ interactive: false, animated: false });
  expect(of(all, true)).toEqual({ interactive: false, animated: false });
});
