// Calls the sandbox's control API and reads its answers.
import { z } from "zod";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import type { DeclaredProblem } from "../command/problems.ts";

/** It answers from memory, but a clock that is moved far sends all the callbacks that were due. */
const ANSWER_WITHIN_MS = 120_000;

/** Whatever calls the sandbox can end with these, besides `not_found` and `conflict`. */
export const SANDBOX_PROBLEMS = [
  "sandbox_refused",
  "sandbox_failed",
  "sandbox_unreachable",
  "not_a_sandbox",
] as const;

const SandboxProblem = z.object({
  message: z.string(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const codeOf = (status: number): DeclaredProblem => {
  if (status === 404) return "not_found";
  if (status === 409) return "conflict";
  return status < 500 ? "sandbox_refused" : "sandbox_failed";
};

const notASandbox = (url: string, cause?: unknown): CliError =>
  new CliError(`What answers at ${url} is not the sandbox.`, {
    code: "not_a_sandbox",
    nextStep: "Check --sandbox-url or SANDBOX_PORT.",
    cause,
  });

const problemOf = async (response: Response, url: string): Promise<CliError> => {
  const text = await response.text();
  const parsed = SandboxProblem.safeParse(jsonOf(text));
  if (!parsed.success) return notASandbox(url, parsed.error);
  const details = (parsed.data.errors ?? []).map((error) => error.message);
  const message = [parsed.data.message, ...details].join("\n");
  return new CliError(message, { code: codeOf(response.status) });
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The caller finds that this is no answer of the sandbox.
    return error;
  }
};

/**
 * One call to `/_sandbox/{path}`; its answer as `schema` reads it. Throws a {@link CliError} when the sandbox is not there,
 * refuses, or something else answers.
 */
export const callSandbox = async <T extends z.ZodType>(
  context: Pick<Context, "settings" | "signal">,
  call: { method: "GET" | "POST" | "PUT" | "DELETE"; path: string; body?: unknown },
  schema: T,
): Promise<z.output<T>> => {
  const url = `${context.settings.sandboxUrl}/_sandbox/${call.path}`;
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  const init: RequestInit = { method: call.method, signal };
  if (call.body !== undefined) {
    init.body = JSON.stringify(call.body);
    init.headers = { "content-type": "application/json" };
  }
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new CliError(`No sandbox answers at ${context.settings.sandboxUrl}.`, {
      code: "sandbox_unreachable",
      nextStep: "Start it with `npm start` or `creditnexus sandbox start`, or name it with --sandbox-url.",
      cause,
    });
  });
  if (!response.ok) throw await problemOf(response, url);
  const parsed = schema.safeParse(jsonOf(await response.text()));
  if (!parsed.success) throw notASandbox(url, parsed.error);
  return parsed.data;
};
