// `creditnexus completion`: prints the script that makes a shell complete this command line.
import { z } from "zod";
import { type AnyCommand, command } from "../command/command.ts";
import { bash } from "./bash.ts";
import { fish } from "./fish.ts";
import { entryOf } from "./words.ts";
import { zsh } from "./zsh.ts";

const SCRIPTS = { bash, zsh, fish };
const SHELLS = ["bash", "zsh", "fish"] as const;

/** `registry` is asked when the command runs, since the registry holds this command itself. */
export const completion = (
  registry: () => { commands: readonly AnyCommand[]; groups: Record<string, string> },
): AnyCommand =>
  command({
    name: "completion",
    summary: "Print the completion script of a shell",
    arguments: {
      shell: {
        schema: z.enum(SHELLS, `expected one of ${SHELLS.join(", ")}`),
        summary: SHELLS.join(", "),
        completes: SHELLS,
      },
    },
    flags: {},
    examples: [
      { does: "bash, in ~/.bashrc", line: "source <(creditnexus completion bash)" },
      { does: "zsh, in ~/.zshrc after compinit", line: "source <(creditnexus completion zsh)" },
      { does: "fish", line: "creditnexus completion fish > ~/.config/fish/completions/creditnexus.fish" },
    ],
    errors: [],
    run: async ({ shell }, context) => {
      const { commands, groups } = registry();
      // Always the script itself: it is sourced through a pipe, where results are JSON otherwise.
      await context.terminal.raw(SCRIPTS[shell](commands.map(entryOf), groups));
      return { exit: "ok" };
    },
  });
