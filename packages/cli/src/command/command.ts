// What a command is: a declaration of its name, arguments, flags, examples and errors, and the function that runs.
import type { z } from "zod";
import type { Context } from "./context.ts";
import type { ExitName } from "./exit-codes.ts";
import type { DeclaredProblem } from "./problems.ts";

/** What a shell offers when it completes a value. */
export type Completion = "file" | "directory" | readonly string[];

export interface Argument<T extends z.ZodType = z.ZodType> {
  schema: T;
  summary: string;
  /** Takes one or more values; `schema` then is of an array. */
  many?: boolean;
  optional?: boolean;
  completes?: Completion;
}

export interface Flag<T extends z.ZodType = z.ZodType> {
  schema: T;
  summary: string;
  short?: string;
  /** Name of the value in the help; a flag without one is a switch. */
  value?: string;
  /** May be given several times or with several values; `schema` then is of an array. */
  many?: boolean;
  /** A switch that is on and is turned off with `--no-…`. */
  negated?: boolean;
  completes?: Completion;
}

export type Arguments = Record<string, Argument>;
export type Flags = Record<string, Flag>;

/** Parsed values of all arguments and flags, by their names in the declaration. */
export type Input<A extends Arguments, F extends Flags> = {
  [K in keyof A]: z.output<A[K]["schema"]>;
} & { [K in keyof F]: z.output<F[K]["schema"]> };

/** What a command has to show: `data` when JSON is wanted, `text` for people. */
export interface Outcome {
  data: unknown;
  text: () => string;
  exit?: ExitName;
  /** What may be forgotten only once the result has been shown. */
  afterwards?: () => Promise<void>;
}

export interface Command<A extends Arguments = Arguments, F extends Flags = Flags> {
  /** Words of the command: `send`, `sandbox clock`. */
  name: string;
  summary: string;
  /** More than the summary, for its own help. */
  details?: string;
  arguments: A;
  flags: F;
  examples: readonly { does: string; line: string }[];
  /** Problems that are worth knowing before they happen. */
  errors: readonly DeclaredProblem[];
  run: (input: Input<A, F>, context: Context) => Promise<Outcome | Ended>;
}

/** A command that has printed everything itself, such as a stream of lines. */
export interface Ended {
  exit: ExitName;
}

/** A command whose own types are forgotten, as the registry holds it. */
export interface AnyCommand extends Omit<Command, "run"> {
  invoke: (input: Record<string, unknown>, context: Context) => Promise<Outcome | Ended>;
}

/** Declares a command; `run` gets exactly what the schemas of arguments and flags make. */
export const command = <A extends Arguments, F extends Flags>(declaration: Command<A, F>): AnyCommand => ({
  ...declaration,
  // The one place where parsed input meets its type: `parseInput` has run every schema of the declaration before.
  invoke: (input, context) => declaration.run(input as Input<A, F>, context),
});
