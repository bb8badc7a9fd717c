// All commands of the command line, read from its help as a newcomer would: the help is made from the registry.
import { run } from "./cli.ts";

const wordsIn = (help: string): string[] =>
  (help.split("Commands:\n")[1]?.split("\n\n")[0] ?? "")
    .split("\n")
    .map((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? "")
    .filter((word) => word !== "");

export const commandsInHelp = async (): Promise<string[]> => {
  const first = wordsIn((await run(["--help"])).stdout);
  const nested = await Promise.all(
    first.map(async (word) => {
      const below = wordsIn((await run([word, "--help"])).stdout);
      return below.length === 0 ? [word] : below.map((second) => `${word} ${second}`);
    }),
  );
  return nested.flat();
};
