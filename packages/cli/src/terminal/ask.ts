// Questions to a person; leaving one with Ctrl-C ends the command.
import { isCancel, password, select, text } from "@clack/prompts";
import { CliError } from "../command/errors.ts";

const answered = <T>(answer: T): Exclude<T, symbol> => {
  // A cancelled question answers a symbol, and nothing else does.
  if (!isCancel(answer)) return answer as Exclude<T, symbol>;
  throw new CliError("Nothing was changed.", { code: "interrupted" });
};

/** `check` answers what is wrong, or undefined. */
export const askText = async (
  message: string,
  options: { placeholder?: string; check?: (value: string) => string | undefined } = {},
): Promise<string> => {
  const { check, placeholder } = options;
  const answer = await text({
    message,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(check === undefined ? {} : { validate: (value) => check(value ?? "") }),
  });
  return answered(answer) ?? "";
};

/** What is typed is not shown. */
export const askSecret = async (
  message: string,
  check: (value: string) => string | undefined,
): Promise<string> => answered(await password({ message, validate: (value) => check(value ?? "") }));

export const askChoice = async <T extends string>(
  message: string,
  choices: readonly { value: T; label: string; hint: string }[],
): Promise<T> => {
  const answer = await select<string>({ message, options: choices.map((choice) => ({ ...choice })) });
  const chosen = choices.find((choice) => choice.value === answered(answer));
  if (chosen === undefined) throw new Error("An answer that was not offered.");
  return chosen.value;
};
