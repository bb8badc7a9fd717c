// Copies text to the clipboard of the desktop, where there is one.
import { spawn } from "node:child_process";

const TOOLS: readonly [program: string, ...args: string[]][] =
  process.platform === "darwin"
    ? [["pbcopy"]]
    : process.platform === "win32"
      ? [["clip"]]
      : [["wl-copy"], ["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]];

/** Without a desktop behind them, some wait for one for ever. */
const TIMEOUT_MS = 3_000;

const copyWith = (program: string, args: readonly string[], text: string): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], timeout: TIMEOUT_MS });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
    // A tool that ends before it has read everything closes its end; its exit code tells.
    child.stdin.on("error", () => resolve(false));
    child.stdin.end(text);
  });

/** Whether it was copied. */
export const copyToClipboard = async (text: string): Promise<boolean> => {
  for (const [program, ...args] of TOOLS) {
    if (await copyWith(program, args, text)) return true;
  }
  return false;
};
