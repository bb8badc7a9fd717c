// Hands a downloaded body on: to standard output, or into a file named by hand or by the answer.
import { resolve } from "node:path";
import { z } from "zod";
import type { Ended, Outcome } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { fileNameOf } from "./file-name.ts";
import { saveResponse } from "./save-response.ts";

/** Flags of every command that downloads. */
export const outputFlags = {
  output: {
    short: "o",
    value: "FILE",
    summary: "where to write it; - for standard output",
    schema: z.string().min(1).optional(),
    completes: "file" as const,
  },
  force: { short: "f", summary: "overwrite the file if it exists", schema: z.boolean().default(false) },
};

/** `about` is what the JSON output says beside file, size and hash. */
export const deliver = async (
  response: Response,
  input: { output: string | undefined; force: boolean; id: string; about: Record<string, string> },
  context: Context,
): Promise<Outcome | Ended> => {
  const { terminal } = context;
  const { body } = response;
  if (body === null) {
    throw new CliError("The answer has no body.", { code: "unexpected_answer" });
  }
  if (input.output === "-") {
    for await (const chunk of body) await terminal.raw(chunk);
    return { exit: "ok" };
  }
  const file = resolve(context.cwd, input.output ?? fileNameOf(response.headers, input.id));
  const saved = await terminal.progress("Downloading", () =>
    saveResponse(body, file, { force: input.force, signal: context.signal }),
  );
  return {
    data: { ...input.about, ...saved },
    text: () => `${terminal.style.green("✓")} ${saved.file}  ${saved.size} bytes\n  sha256 ${saved.sha256}`,
  };
};
